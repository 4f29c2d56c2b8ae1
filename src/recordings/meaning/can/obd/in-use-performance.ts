import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { type Ecu, sourceOf } from '../diagnostics/ecu.ts';

/** Monitors of spark ignition engines in the order of information type 08 (SAE J1979-DA): from 20 counters on the last four. */
const sparkIgnition = [
  'catalyst bank 1',
  'catalyst bank 2',
  'oxygen sensor bank 1',
  'oxygen sensor bank 2',
  'EGR or VVT',
  'secondary air',
  'evaporative system',
  'secondary oxygen sensor bank 1',
  'secondary oxygen sensor bank 2',
  'air-fuel ratio imbalance bank 1',
  'air-fuel ratio imbalance bank 2',
  'gasoline particulate filter bank 1',
  'gasoline particulate filter bank 2',
];

/** Those of compression ignition engines: information type 0B. */
const compressionIgnition = [
  'NMHC catalyst',
  'NOx catalyst',
  'NOx adsorber',
  'particulate filter',
  'exhaust gas sensor',
  'EGR or VVT',
  'boost pressure',
  'fuel system',
];

export const performanceTypes: ReadonlyMap<number, readonly string[]> = new Map([
  [0x08, sparkIgnition],
  [0x0b, compressionIgnition],
]);

/**
 * In-use performance (SAE J1979, 6.9): two bytes each of how often the conditions for OBD were met, of ignition cycles,
 * and for each monitor how often it ran to its end and how often it could have.
 *
 * @param counters without identifier and count; `monitors` from `performanceTypes`.
 */
export function readInUsePerformance(
  message: CanMessage,
  counters: Uint8Array,
  monitors: readonly string[],
  ecu: Ecu,
  findings: Findings,
): void {
  const place = placeOf(message, ecu.topic);
  const names = [
    'OBD conditions met',
    'ignition cycles',
    ...monitors.flatMap((monitor) => [`${monitor} monitor completed`, `${monitor} monitor conditions met`]),
  ];
  for (const [index, name] of names.entries()) {
    const at = index * 2;
    if (at + 2 > counters.length) return;
    const count = ((counters[at] as number) << 8) | (counters[at + 1] as number);
    findings.metric('signal', sourceOf(ecu, name), count, place, 'times');
  }
}
