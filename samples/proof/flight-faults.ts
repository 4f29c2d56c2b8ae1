import type { Severity } from '../../src/domain/severity.ts';
import type { Fault } from '../faults.ts';
import type { FlightFault } from '../ulog/flight-faults.ts';
import { sampleUlog, type UlogOptions } from '../ulog/sample-ulog.ts';
import type { KnownFault, Place, ProofFile } from './known-fault.ts';

/** A flight of a minute, whose clock began 12 s before it, with faults from second 36 to 72. */
function flight(options: UlogOptions = {}): ProofFile[] {
  return [{ name: 'flight.ulg', make: () => sampleUlog(options) }];
}

function inFlight(
  fault: Fault | FlightFault,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
  follows: Record<string, string> = {},
): KnownFault {
  const files = flight({ faults: [fault], definesEvents: true });
  return { fault: `${fault} (flight)`, files, rule, severity, file: 'flight.ulg', ...place, follows };
}

const begins = { during: [36, 36] } as const;
const anyTime = { during: [36, 72] } as const;

/** Faults of a PX4-based controller. */
export const flightFaults: KnownFault[] = [
  inFlight('failsafe', 'px4-failsafe', 'error', { topic: 'vehicle_status', ...begins }),
  inFlight('event-errors', 'px4-events', 'error', { topic: 'event', ...begins }),
  inFlight('filter-fault', 'error-diagnostics', 'error', { topic: 'estimator_status', ...begins }),
  inFlight('slow-card', 'px4-dropouts', 'warning', { topic: 'dropout', ...begins }),
  inFlight(
    'log-errors',
    'repeated-log-errors',
    'warning',
    { topic: 'log', during: [24, 24] },
    { 'error-diagnostics': 'the line names a sensor that failed' },
  ),
  inFlight('cpu-saturation', 'cpu-saturation', 'error', { topic: 'cpuload', during: [18, 72] }),
  inFlight('silent-topic', 'silent-topic', 'warning', { topic: 'vehicle_gps_position', during: [36, 36] }),
  inFlight('vibration', 'vibration', 'error', { topic: 'vehicle_imu_status', ...anyTime }),
  inFlight(
    'compass-disturbed',
    'estimator-fault',
    'error',
    { topic: 'estimator_status', ...anyTime },
    { 'warning-diagnostics': 'the estimator itself says that it rejects the compass' },
  ),
  inFlight(
    'cell-imbalance',
    'cell-imbalance',
    'error',
    { topic: 'battery_status', ...anyTime },
    { 'cell-voltage': 'the weakest cell is drained first' },
  ),
  inFlight('log-warnings', 'repeated-log-warnings', 'info', { topic: 'log', ...anyTime }),
  inFlight('battery-critical', 'low-battery', 'error', { topic: 'battery_status', ...anyTime }),
  inFlight('battery-disconnected', 'low-battery', 'critical', { topic: 'battery_status', ...begins }),
  inFlight('cells-drained', 'cell-voltage', 'warning', { topic: 'battery_status', ...anyTime }),
  inFlight('rail-sags', 'rail-voltage', 'error', { topic: 'system_power', ...anyTime }),
  inFlight('motor-at-limit', 'motor-saturation', 'warning', { topic: 'actuator_motors', ...anyTime }),
  inFlight('attitude-lost', 'attitude-tracking', 'error', { topic: 'vehicle_attitude', ...anyTime }),
  inFlight('magnet-disturbed', 'magnetic-disturbance', 'error', {
    topic: 'vehicle_magnetometer',
    ...anyTime,
  }),
  inFlight('gps-vague', 'gps-quality', 'warning', { topic: 'vehicle_gps_position', ...anyTime }),
  inFlight('radio-lost', 'px4-failsafe', 'error', { topic: 'vehicle_status', ...begins }),
  inFlight('hard-fault', 'hard-fault', 'critical', { topic: 'hardfault_plain' }),
  inFlight('accelerometer-clipping', 'warning-diagnostics', 'warning', {
    topic: 'vehicle_imu_status',
    ...anyTime,
  }),
  inFlight('gps-lost', 'gps-loss', 'error', { topic: 'vehicle_gps_position', ...begins }),
  inFlight('gps-inexact', 'gps-accuracy', 'error', { topic: 'vehicle_gps_position', ...anyTime }),
  inFlight(
    'gps-jammed',
    'gps-jamming',
    'error',
    { topic: 'vehicle_gps_position', ...anyTime },
    {
      'gps-interference': 'the receiver says so too',
    },
  ),
  inFlight('gps-spoofed', 'gps-interference', 'error', { topic: 'vehicle_gps_position', ...begins }),
  {
    fault: 'a failsafe that came with new software (two drives)',
    before: flight({ seed: 2 }),
    files: flight({ release: 0x010f00ff, faults: ['failsafe'] }),
    rule: 'fault-after-update',
    severity: 'error',
    file: 'flight.ulg',
    topic: 'vehicle_status',
    ...begins,
    follows: { 'px4-failsafe': 'it is the new fault' },
  },
];
