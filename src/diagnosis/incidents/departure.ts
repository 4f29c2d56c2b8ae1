import { noiseOf, penaltyFor, segmentStarts } from './change-points.ts';

/** The direction in which a metric is worse. */
export type Worse = 'up' | 'down';

export interface Departure {
  /** Index of the last value of which it is certain that it was still normal; -1 if there is none. */
  normal: number;
  /** Index of the first value that was not. */
  left: number;
  /** Index of the first value after the worst level that was normal again; the number of values if none was. */
  returned: number;
}

interface Segment {
  start: number;
  end: number;
  mean: number;
}

/** A level differs from the normal one if it is this many times the noise away from it. */
const clearlyAway = 3;
/** Relative to the range of the values: smaller steps are not looked at. */
const resolution = 0.01;

/**
 * When a series left its normal level on the way to its worst one; undefined if its level never changes. The normal
 * level is the one that lasts longest in the better half of the range.
 */
export function departureOf(values: readonly number[], worse: Worse): Departure | undefined {
  const upward = worse === 'up' ? values : values.map((value) => -value);
  const range = Math.max(...upward) - Math.min(...upward);
  if (upward.length < 2 || range === 0) return undefined;
  const segments = segmentsOf(upward, penaltyFor(upward, range * resolution));
  const worst = segments.reduce((a, b) => (b.mean > a.mean ? b : a));
  const best = segments.reduce((a, b) => (b.mean < a.mean ? b : a));
  if (worst === best) return undefined;
  const normal = longest(segments.filter(({ mean }) => mean <= (worst.mean + best.mean) / 2));
  const limit = normal.mean + Math.max(clearlyAway * noiseOf(upward), range * resolution);
  let first = segments.indexOf(worst);
  while (first > 0 && (segments[first - 1] as Segment).mean > limit) first -= 1;
  let last = segments.indexOf(worst);
  while ((segments[last + 1]?.mean ?? limit) > limit) last += 1;
  const { start } = segments[first] as Segment;
  const { end } = segments[last] as Segment;
  return { normal: start - 1, left: start, returned: end };
}

function segmentsOf(values: readonly number[], penalty: number): Segment[] {
  const starts = segmentStarts(values, penalty);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? values.length;
    const sum = values.slice(start, end).reduce((total, value) => total + value, 0);
    return { start, end, mean: sum / (end - start) };
  });
}

function longest(segments: readonly Segment[]): Segment {
  return segments.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
}
