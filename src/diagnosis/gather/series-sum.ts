import { finestExponent, maxSeriesBuckets, type Series } from '../../recordings/summary/series.ts';

/** Adds up many series in place; the result equals merging them one by one, in a small part of the time. */
export interface SeriesSum {
  add(series: Series): void;
  finish(): Series;
}

/** The smallest power of two that holds `maxSeriesBuckets`, so that the low bits of an index are its slot. */
const slots = 128;
const slotMask = slots - 1;

/** Columns of cells by slot; no two cells share a slot, since they span fewer buckets than there are slots. */
class Cells {
  readonly count = new Float64Array(slots);
  readonly sum = new Float64Array(slots);
  readonly min = new Float64Array(slots);
  readonly max = new Float64Array(slots);

  put(index: number, count: number, sum: number, min: number, max: number): void {
    const at = index & slotMask;
    const before = this.count[at] as number;
    this.count[at] = before + count;
    this.sum[at] = (this.sum[at] as number) + sum;
    if (before === 0 || min < (this.min[at] as number)) this.min[at] = min;
    if (before === 0 || max > (this.max[at] as number)) this.max[at] = max;
  }

  cell(index: number): Series['cells'][number] | undefined {
    const at = index & slotMask;
    const count = this.count[at] as number;
    if (count === 0) return undefined;
    return [index, count, this.sum[at] as number, this.min[at] as number, this.max[at] as number];
  }
}

export function createSeriesSum(): SeriesSum {
  let exponent = finestExponent;
  let cells = new Cells();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  function coarsen(to: number): void {
    const factor = 2 ** (to - exponent);
    const finer = finish().cells;
    cells = new Cells();
    for (const [index, ...rest] of finer) cells.put(Math.floor(index / factor), ...rest);
    first = Math.floor(first / factor);
    last = Math.floor(last / factor);
    exponent = to;
  }

  function bucketsAt(candidate: number, from: number, to: number): number {
    const factor = 2 ** (candidate - exponent);
    return Math.floor(to / factor) - Math.floor(from / factor) + 1;
  }

  function finish(): Series {
    const found: Series['cells'] = [];
    for (let index = first; index <= last; index += 1) {
      const cell = cells.cell(index);
      if (cell) found.push(cell);
    }
    return { exponent, cells: found };
  }

  return {
    add(series) {
      const begin = series.cells[0];
      const end = series.cells.at(-1);
      if (!begin || !end) return;
      if (series.exponent > exponent) coarsen(series.exponent);
      let factor = 2 ** (exponent - series.exponent);
      const from = Math.min(first, Math.floor(begin[0] / factor));
      const to = Math.max(last, Math.floor(end[0] / factor));
      let needed = exponent;
      while (bucketsAt(needed, from, to) > maxSeriesBuckets) needed += 1;
      if (needed > exponent) coarsen(needed);
      factor = 2 ** (exponent - series.exponent);
      for (const [index, count, sum, min, max] of series.cells)
        cells.put(Math.floor(index / factor), count, sum, min, max);
      first = Math.min(first, Math.floor(begin[0] / factor));
      last = Math.max(last, Math.floor(end[0] / factor));
    },
    finish,
  };
}
