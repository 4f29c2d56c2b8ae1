import { blockNumbers, blockSamples, type NumberColumn } from './column.ts';

/** Samples as they are. */
export interface RawSeries {
  kind: 'raw';
  t: number[];
  value: number[];
}

/** What lies between `t` and `t_end` of each bucket, both included. Buckets without a sample are left out. */
export interface BucketSeries {
  kind: 'buckets';
  t: number[];
  t_end: number[];
  min: number[];
  max: number[];
  mean: number[];
  count: number[];
}

/** From this many samples in a bucket on, whole blocks are taken instead of samples: their edges lie within a bucket's width. */
const blocksPerBucket = 4;

/** The part of a column from `from` to `to`, both included, in nanoseconds as its times count. */
export interface Part {
  column: Pick<NumberColumn, 'times' | 'values' | 'blocks'>;
  /** What its times have to be increased by, in nanoseconds. */
  shift: number;
  from: number;
  to: number;
}

/** The first index in `times`, from `low` to `high`, whose time is at least `time`. */
export function lowerBound(times: Float64Array, time: number, low = 0, high = times.length): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((times[middle] as number) < time) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Indexes of the samples of a part, the last excluded. */
export function rangeOf({ column: { times }, shift, from, to }: Part): [first: number, end: number] {
  const first = lowerBound(times, from - shift);
  let end = lowerBound(times, to - shift, first);
  while (end < times.length && (times[end] as number) <= to - shift) end += 1;
  return [first, end];
}

/** All samples of the parts, if there are at most `points`; else at most `points` buckets. No minimum or maximum is lost. */
export function seriesOf(parts: readonly Part[], points: number): RawSeries | BucketSeries {
  const ranges = parts.map(rangeOf);
  const total = ranges.reduce((sum, [first, end]) => sum + end - first, 0);
  return total <= points ? rawOf(parts, ranges) : bucketsOf(parts, ranges, total, points);
}

function rawOf(parts: readonly Part[], ranges: readonly [number, number][]): RawSeries {
  const samples: [time: number, value: number][] = [];
  for (const [index, { column, shift }] of parts.entries()) {
    const [first, end] = ranges[index] as [number, number];
    for (let at = first; at < end; at += 1)
      samples.push([(column.times[at] as number) + shift, column.values[at] as number]);
  }
  if (parts.length > 1) samples.sort(([a], [b]) => a - b);
  return { kind: 'raw', t: samples.map(([time]) => time), value: samples.map(([, value]) => value) };
}

/** Sums of one bucket. */
class Bucket {
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  sum = 0;
  count = 0;

  add(first: number, last: number, min: number, max: number, sum: number, count: number): void {
    if (first < this.first) this.first = first;
    if (last > this.last) this.last = last;
    if (min < this.min) this.min = min;
    if (max > this.max) this.max = max;
    this.sum += sum;
    this.count += count;
  }
}

function bucketsOf(
  parts: readonly Part[],
  ranges: readonly [number, number][],
  total: number,
  points: number,
): BucketSeries {
  const [start, end] = spanOf(parts, ranges);
  const width = Math.max(1, (end - start) / points);
  const buckets: (Bucket | undefined)[] = [];
  const bucketAt = (time: number): Bucket => {
    const index = Math.min(points - 1, Math.floor((time - start) / width));
    buckets[index] ??= new Bucket();
    return buckets[index];
  };
  const byBlocks = total / points >= blocksPerBucket * blockSamples;
  for (const [index, part] of parts.entries()) {
    const [first, last] = ranges[index] as [number, number];
    if (byBlocks) addBlocks(part, first, last, bucketAt);
    else addSamples(part, first, last, bucketAt);
  }
  return toSeries(buckets.filter((bucket) => bucket !== undefined));
}

function spanOf(parts: readonly Part[], ranges: readonly [number, number][]): [start: number, end: number] {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [index, { column, shift }] of parts.entries()) {
    const [first, last] = ranges[index] as [number, number];
    if (first === last) continue;
    start = Math.min(start, (column.times[first] as number) + shift);
    end = Math.max(end, (column.times[last - 1] as number) + shift);
  }
  return [start, end];
}

function addSamples(
  { column: { times, values }, shift }: Part,
  first: number,
  end: number,
  bucketAt: (time: number) => Bucket,
): void {
  for (let at = first; at < end; at += 1) {
    const time = (times[at] as number) + shift;
    const value = values[at] as number;
    bucketAt(time).add(time, time, value, value, value, 1);
  }
}

/** Whole blocks by their figures; the samples before the first and after the last one by themselves. */
function addBlocks(part: Part, first: number, end: number, bucketAt: (time: number) => Bucket): void {
  const { column, shift } = part;
  const { blocks } = column;
  const firstBlock = Math.ceil(first / blockSamples);
  const endBlock = Math.floor(end / blockSamples);
  if (firstBlock >= endBlock) {
    addSamples(part, first, end, bucketAt);
    return;
  }
  addSamples(part, first, firstBlock * blockSamples, bucketAt);
  for (let block = firstBlock; block < endBlock; block += 1) {
    const at = block * blockNumbers;
    const from = (blocks[at] as number) + shift;
    bucketAt(from).add(
      from,
      (blocks[at + 1] as number) + shift,
      blocks[at + 2] as number,
      blocks[at + 3] as number,
      blocks[at + 4] as number,
      blockSamples,
    );
  }
  addSamples(part, endBlock * blockSamples, end, bucketAt);
}

function toSeries(buckets: readonly Bucket[]): BucketSeries {
  return {
    kind: 'buckets',
    t: buckets.map(({ first }) => first),
    t_end: buckets.map(({ last }) => last),
    min: buckets.map(({ min }) => min),
    max: buckets.map(({ max }) => max),
    mean: buckets.map(({ sum, count }) => sum / count),
    count: buckets.map(({ count }) => count),
  };
}
