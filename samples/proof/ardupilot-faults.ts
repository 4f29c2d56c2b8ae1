import type { Severity } from '../../src/domain/severity.ts';
import { type DataflashOptions, sampleDataflash } from '../dataflash/sample-dataflash.ts';
import type { Fault } from '../faults.ts';
import { sampleTlog } from '../tlog/sample-tlog.ts';
import type { FlightFault } from '../ulog/flight-faults.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** A minute of a copter's log, with faults from second 24 on. */
function inLog(
  fault: Fault | FlightFault,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
  follows: Record<string, string> = {},
): KnownFault {
  const options: DataflashOptions = { faults: [fault] };
  const files = [{ name: 'flight.bin', make: () => sampleDataflash(options) }];
  return { fault: `${fault} (ArduPilot)`, files, rule, severity, file: 'flight.bin', ...place, follows };
}

/** A minute of a copter's telemetry, with the same faults. */
function inTelemetry(
  fault: Fault | FlightFault,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
): KnownFault {
  const files = [{ name: 'flight.tlog', make: () => sampleTlog({ faults: [fault] }) }];
  return { fault: `${fault} (MAVLink)`, files, rule, severity, file: 'flight.tlog', ...place };
}

const begins = { during: [24, 24] } as const;
const anyTime = { during: [24, 60] } as const;

/** Faults of an ArduPilot controller. */
export const ardupilotFaults: KnownFault[] = [
  inLog('failsafe', 'px4-failsafe', 'error', { topic: 'ERR', during: [29, 51] }),
  inLog('vibration', 'ardupilot-vibration', 'error', { topic: 'VIBE[0]', ...anyTime }),
  inLog('compass-disturbed', 'estimator-fault', 'error', { topic: 'XKF4[0]', ...anyTime }),
  inLog('filter-fault', 'error-diagnostics', 'error', { topic: 'XKF4[0]', ...begins }),
  inLog('gps-lost', 'gps-loss', 'error', { topic: 'GPS[0]', ...begins }),
  inLog('gps-inexact', 'gps-accuracy', 'error', { topic: 'GPA[0]', ...anyTime }),
  inLog('gps-jammed', 'gps-jamming', 'error', { topic: 'UBX1[0]', ...anyTime }),
  inLog('battery-critical', 'low-battery', 'error', { topic: 'BAT[0]', ...anyTime }),
  inLog('cell-imbalance', 'cell-imbalance', 'error', { topic: 'BCL[0]', ...anyTime }),
  inLog('slow-card', 'px4-dropouts', 'warning', { topic: 'DSF', ...begins }),
  inLog('cpu-saturation', 'cpu-saturation', 'error', { topic: 'PM', during: [6, 60] }),
  inTelemetry('failsafe', 'px4-failsafe', 'error', { topic: 'HEARTBEAT 1/1', ...begins }),
  inTelemetry('vibration', 'ardupilot-vibration', 'error', { topic: 'VIBRATION 1/1', ...anyTime }),
  inTelemetry('compass-disturbed', 'estimator-fault', 'error', {
    topic: 'EKF_STATUS_REPORT 1/1',
    ...anyTime,
  }),
  inTelemetry('gps-lost', 'gps-loss', 'error', { topic: 'GPS_RAW_INT 1/1', ...begins }),
  inTelemetry('gps-inexact', 'gps-accuracy', 'error', { topic: 'GPS_RAW_INT 1/1', ...anyTime }),
  inTelemetry('battery-critical', 'low-battery', 'error', { topic: 'SYS_STATUS 1/1', ...anyTime }),
  inTelemetry('cell-imbalance', 'cell-imbalance', 'error', { topic: 'BATTERY_STATUS 1/1', ...anyTime }),
  inTelemetry('log-errors', 'repeated-log-errors', 'warning', { topic: 'STATUSTEXT 1/1', during: [12, 14] }),
];
