import type { Severity } from '../../src/domain/severity.ts';
import type { CanFault } from '../can/can-faults.ts';
import { sampleMdf4 } from '../sample-mdf4.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** A fault on the buses of a logger, from the middle of its two minutes on. */
function onBus(
  fault: CanFault,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
  follows: Record<string, string> = {},
): KnownFault {
  const make = () => sampleMdf4({ faults: [fault], seconds: 120 }).bytes;
  const files = [{ name: 'bus.mf4', make }];
  return { fault: `${fault} (bus logger)`, files, rule, severity, file: 'bus.mf4', ...place, follows };
}

/** What is wrong on CAN buses. */
export const busFaults: KnownFault[] = [
  onBus('misfire', 'obd-dtc', 'error', { topic: 'CAN 1 0x7E8', during: [60, 66] }),
  onBus('misfire', 'warning-lamps', 'error', { topic: 'CAN 1 0x7E8', during: [60, 66] }),
  onBus('lost-communication', 'uds-dtc', 'error', { topic: 'CAN 1 0x77E', during: [60, 72] }),
  onBus('overheating', 'j1939-dtc', 'critical', { during: [60, 62] }),
  onBus('overheating', 'coolant-over-temperature', 'warning', {
    topic: 'CAN 2 0x18FEEE00',
    during: [60, 120],
  }),
  onBus('bus-off', 'bus-errors', 'warning', { topic: 'CAN 2', during: [60, 61] }),
];
