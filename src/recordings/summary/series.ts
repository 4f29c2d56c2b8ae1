/**
 * A value over time in buckets of 2^exponent milliseconds, aligned to time zero, so that series of any files merge
 * exactly and in any order: the merged exponent is the larger of both and of what the joint span requires. A cell is
 * [bucket index, count, sum, min, max], sorted by index.
 */
export interface Series {
  exponent: number;
  cells: [index: number, count: number, sum: number, min: number, max: number][];
}

/** The finest bucket: 2^10 ms, about one second. */
export const finestExponent = 10;
/** The joint span is never divided into more buckets than this. */
export const maxSeriesBuckets = 120;

type Cell = Series['cells'][number];

/** Milliseconds of a bucket by exponent: computing a power for every value would cost more than the rest. */
const widths = Float64Array.from({ length: 64 }, (_, exponent) => 2 ** exponent);

export function emptySeries(): Series {
  return { exponent: finestExponent, cells: [] };
}

/** Adds one value at a time in milliseconds; the span stays bounded by coarsening. */
export function addToSeries(series: Series, timeMs: number, value: number): void {
  const { cells, exponent } = series;
  const index = Math.floor(timeMs / (widths[exponent] ?? 2 ** exponent));
  const last = cells[cells.length - 1];
  if (last?.[0] === index) {
    last[1] += 1;
    last[2] += value;
    if (value < last[3]) last[3] = value;
    if (value > last[4]) last[4] = value;
    return;
  }
  if (!last || last[0] < index) cells.push([index, 1, value, value, value]);
  else insert(cells, [index, 1, value, value, value]);
  const needed = neededExponent(cells, exponent);
  if (needed > exponent) {
    series.cells = coarsen(series, needed);
    series.exponent = needed;
  }
}

export function mergeSeries(a: Series, b: Series): Series {
  const exponent = Math.max(a.exponent, b.exponent);
  const cells = coarsen(a, exponent);
  for (const cell of coarsen(b, exponent)) insert(cells, cell);
  const needed = neededExponent(cells, exponent);
  return { exponent: needed, cells: coarsen({ exponent, cells }, needed) };
}

/** The same series in at most `buckets` buckets across its span. */
export function coarsenSeries(series: Series, buckets: number): Series {
  const exponent = neededExponent(series.cells, series.exponent, buckets);
  return { exponent, cells: coarsen(series, exponent) };
}

function neededExponent(cells: Cell[], exponent: number, buckets = maxSeriesBuckets): number {
  const first = cells[0];
  const last = cells.at(-1);
  if (!first || !last) return exponent;
  let needed = exponent;
  while (
    Math.floor(last[0] / 2 ** (needed - exponent)) - Math.floor(first[0] / 2 ** (needed - exponent)) >=
    buckets
  ) {
    needed += 1;
  }
  return needed;
}

function coarsen(series: Series, exponent: number): Cell[] {
  const factor = 2 ** (exponent - series.exponent);
  const cells: Cell[] = [];
  // Written out: taking cells apart by rest and spread takes several times as long.
  for (const cell of series.cells)
    insert(cells, [Math.floor(cell[0] / factor), cell[1], cell[2], cell[3], cell[4]]);
  return cells;
}

/** Keeps `cells` sorted; almost always the place is the last one or after it. `cell` becomes part of them. */
function insert(cells: Cell[], cell: Cell): void {
  let at = cells.length;
  while (at > 0 && (cells[at - 1] as Cell)[0] > cell[0]) at -= 1;
  const present = cells[at - 1];
  if (present && present[0] === cell[0]) {
    present[1] += cell[1];
    present[2] += cell[2];
    present[3] = Math.min(present[3], cell[3]);
    present[4] = Math.max(present[4], cell[4]);
    return;
  }
  if (at === cells.length) cells.push(cell);
  else cells.splice(at, 0, cell);
}
