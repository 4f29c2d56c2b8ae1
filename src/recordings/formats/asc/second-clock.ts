import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { oddTimes } from '../traces/odd-times.ts';

/**
 * Reports that the lines of a trace bear the times of two clocks, as when a program stamps what it sends and the adapter what it
 * receives. `widestStep` in seconds.
 */
export function reportSecondClock(
  findings: Findings,
  { stepsBack, widestStep }: { stepsBack: number; widestStep: number },
  place: Place,
): void {
  findings.code(
    {
      code: oddTimes.twoClocks,
      source: 'clock',
      severity: 'warning',
      message: `times go back ${stepsBack} times, by up to ${widestStep.toFixed(1)} s: the lines bear the times of two clocks`,
    },
    place,
  );
}
