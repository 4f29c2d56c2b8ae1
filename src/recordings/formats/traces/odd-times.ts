import { plural } from '../../../domain/plural.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Codes of what is odd in the times of a trace; the rule on clock jumps knows them by these names. */
export const oddTimes = {
  beforeZero: 'clock: before 0',
  repeated: 'clock: repeated blocks',
  stray: 'clock: stray times',
  twoClocks: 'clock: two clocks',
} as const;

/** Reports that `count` frames bear a negative time, which was read as 0. */
export function reportBeforeZero(findings: Findings, count: number): void {
  findings.code(
    {
      code: oddTimes.beforeZero,
      source: 'clock',
      severity: 'info',
      message: `${plural(count, 'frame')} bear a time before 0; ${count === 1 ? 'it is' : 'they are'} read at 0`,
    },
    { timeNs: 0n, topic: '' },
  );
}

/** A single one may be a line that was put in by hand. */
const leastStray = 2;

/** Reports that `count` lines bear a time that does not belong between those around them. */
export function reportStrayTimes(findings: Findings, count: number, place: Place): void {
  if (count < leastStray) return;
  findings.code(
    {
      code: oddTimes.stray,
      source: 'clock',
      severity: 'warning',
      message: `${count} lines bear a time that does not belong between those around them; they are read at the time of the line before`,
    },
    place,
  );
}
