import type { Place } from '../summary/occurrence.ts';
import type { Findings } from '../summary/summary-builder.ts';

/** Traffic of buses that is not read: types of `binlog_objects.h` by what people call the bus. */
const buses: { name: string; types: ReadonlySet<number> }[] = [
  { name: 'Ethernet', types: new Set([71, 102, 120, 121, 122, 123]) },
  { name: 'FlexRay', types: new Set([29, 41, 47, 50, 66]) },
  { name: 'MOST', types: new Set([22, 23, 32, 33, 76, 77, 78, 84, 85]) },
  { name: 'J1708', types: new Set([55, 56]) },
  { name: 'WLAN', types: new Set([93]) },
  { name: 'AFDX', types: new Set([97]) },
  { name: 'ARINC 429', types: new Set([110, 113]) },
];

/** Counts the objects that are passed over, and says which buses they were of. */
export class UnreadObjects {
  readonly #counts = new Map<number, number>();

  count(type: number): void {
    if (type < 256) this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
  }

  tell(findings: Findings, place: Place): void {
    for (const { name, types } of buses) {
      const count = [...this.#counts].reduce((sum, [type, each]) => sum + (types.has(type) ? each : 0), 0);
      if (count === 0) continue;
      const text = `The recording also has traffic that is not read: ${count} of ${name}.`;
      findings.log({ severity: 'info', source: 'BLF', text }, place);
    }
  }
}
