import { median } from '../median.ts';

/**
 * Change points by PELT (Killick, Fearnhead, Eckley: Optimal detection of changepoints with a linear computational
 * cost, J. Am. Stat. Assoc. 107, 2012) with the cost "sum of squared deviations from the mean of the segment": the
 * segmentation that minimises the costs plus `penalty` for each change. Gives the index at which each segment
 * begins; the first is 0.
 */
export function segmentStarts(values: readonly number[], penalty: number): number[] {
  if (values.length === 0) return [];
  const cost = squaredDeviations(values);
  const best = [-penalty];
  const before: number[] = [0];
  let candidates = [0];
  for (let end = 1; end <= values.length; end += 1) {
    let least = Number.POSITIVE_INFINITY;
    let from = 0;
    for (const start of candidates) {
      const total = (best[start] ?? 0) + cost(start, end) + penalty;
      if (total >= least) continue;
      least = total;
      from = start;
    }
    best.push(least);
    before.push(from);
    // A start that costs more than the optimum even without a penalty never becomes part of it.
    candidates = candidates.filter((start) => (best[start] ?? 0) + cost(start, end) <= least);
    candidates.push(end);
  }
  const starts: number[] = [];
  for (let end = values.length; end > 0; end = before[end] ?? 0) starts.unshift(before[end] ?? 0);
  return starts;
}

/** The cost of a segment from sums over all values before each index. */
function squaredDeviations(values: readonly number[]): (start: number, end: number) => number {
  const sums = [0];
  const squares = [0];
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value);
    squares.push((squares.at(-1) ?? 0) + value * value);
  }
  return (start, end) => {
    const sum = (sums[end] ?? 0) - (sums[start] ?? 0);
    return (squares[end] ?? 0) - (squares[start] ?? 0) - (sum * sum) / (end - start);
  };
}

/**
 * The penalty of the Bayesian information criterion for a change of mean: 2 σ² ln n. σ is estimated from the
 * differences of neighbours by their median absolute deviation, which changes of level hardly touch; 1.4826 is its
 * ratio to the standard deviation of a normal distribution (Rousseeuw, Croux, J. Am. Stat. Assoc. 88, 1993), √2 that
 * of a difference to a single value. At least `resolution`, below which a change of level has no meaning.
 */
export function penaltyFor(values: readonly number[], resolution: number): number {
  const sigma = Math.max(noiseOf(values), resolution);
  return 2 * sigma * sigma * Math.log(Math.max(values.length, 2));
}

export function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  return (1.4826 * (steps.length === 0 ? 0 : median(steps))) / Math.SQRT2;
}
