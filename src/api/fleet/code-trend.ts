import { trendOfRates } from '../../report/compare/compare-codes.ts';
import type { Bucket } from '../../stores/postgres/fleet-codes.ts';

export const trends = ['rising', 'falling', 'steady', 'unknown'] as const;
export type Trend = (typeof trends)[number];

const trendNames = { same: 'steady', worse: 'rising', better: 'falling' } as const;

/**
 * Whether significantly more batches have a code in the later half of a time range than in the earlier half.
 * `all` are the batches in each bucket of the range; `unknown` if one half has none.
 */
export function codeTrend(all: readonly Bucket[], withCode: readonly Bucket[]): Trend {
  const middle = all[all.length >> 1]?.start ?? '';
  const [before, after] = halves(all, middle);
  if (before === 0 || after === 0) return 'unknown';
  const [seenBefore, seenAfter] = halves(withCode, middle);
  const trend = trendOfRates(seenBefore, seenAfter, { before, after });
  return trendNames[trend];
}

function halves(buckets: readonly Bucket[], middle: string): [number, number] {
  let [before, after] = [0, 0];
  for (const { start, batches } of buckets) {
    if (start < middle) before += batches;
    else after += batches;
  }
  return [before, after];
}
