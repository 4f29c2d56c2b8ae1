import { plural } from '../../../domain/plural.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Codes of what is odd in the times of a trace; the rule on clock jumps knows them by these names. */
export const oddTimes = {
  beforeZero: 'clock: before 0',
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
