import type { Severity } from '../../src/domain/severity.ts';
import { type DataflashOptions, sampleDataflash } from '../dataflash/sample-dataflash.ts';
import type { Fault } from '../faults.ts';
import type { FlightFault } from '../ulog/flight-faults.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** A minute of a copter's log: its faults are there from second 24 on. */
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

const begins = { during: [24, 24] } as const;
const anyTime = { during: [24, 60] } as const;

/** What is wrong with a controller of ArduPilot. */
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
];
