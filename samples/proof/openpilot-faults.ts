import { type OpenpilotFault, sampleOpenpilot } from '../openpilot/sample-openpilot.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** A minute of a device's log, with a fault from second 24 on. */
function inLog(
  fault: OpenpilotFault,
  rule: string,
  place: Partial<Place>,
  follows: Record<string, string> = {},
): KnownFault {
  const files = [{ name: 'rlog', make: () => sampleOpenpilot({ faults: [fault] }) }];
  return { fault: `${fault} (openpilot)`, files, rule, severity: 'error', file: 'rlog', ...place, follows };
}

const begins = { during: [24, 24] } as const;

/** Faults that a device of openpilot reports. */
export const openpilotFaults: KnownFault[] = [
  inLog('can-error', 'error-diagnostics', { topic: 'selfdriveState', ...begins }),
  inLog('process-ended', 'error-diagnostics', { topic: 'managerState', ...begins }),
  inLog('too-hot', 'error-diagnostics', { topic: 'deviceState', ...begins }),
  inLog('position-lost', 'gps-loss', { topic: 'gpsLocationExternal', ...begins }),
];
