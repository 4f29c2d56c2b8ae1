import type { MetricSummary } from '../../recordings/summary/file-summary.ts';
import type { Series } from '../../recordings/summary/series.ts';

/** A stretch of time in milliseconds. */
export interface Window {
  from: number;
  to: number;
}

/** Buckets that lie within a stretch: fewer do not show what a figure did in it. */
const leastBuckets = 3;
/** Share of the buckets in which a figure varies that varies all the time. */
const allTheTime = 0.8;

type Cell = Series['cells'][number];

/** The buckets of a curve that lie wholly within a stretch of time. */
export function cellsWithin({ exponent, cells }: Series, { from, to }: Window): Cell[] {
  const width = 2 ** exponent;
  return cells.filter(([index]) => index * width >= from && (index + 1) * width <= to);
}

/** The figures that vary all the time outside of a stretch, and how many of them do so within it as well. */
export function livelyFellows(
  metrics: readonly MetricSummary[],
  window: Window,
): { before: number; meanwhile: number } {
  const lively = metrics.filter(({ series }) => variesIn(cellsOutside(series, window)));
  return {
    before: lively.length,
    meanwhile: lively.filter(({ series }) => variesIn(cellsWithin(series, window))).length,
  };
}

function cellsOutside({ exponent, cells }: Series, { from, to }: Window): Cell[] {
  const width = 2 ** exponent;
  return cells.filter(([index]) => (index + 1) * width <= from || index * width >= to);
}

function variesIn(cells: readonly Cell[]): boolean {
  const varying = cells.filter(([, , , min, max]) => max > min).length;
  return cells.length >= leastBuckets && varying >= allTheTime * cells.length;
}
