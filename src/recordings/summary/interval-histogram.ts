/**
 * Counts of intervals in nanoseconds in fixed buckets, four per octave (each at most 25 % wide), so that those of any
 * files add up exactly. The bucket of x is the upper bits of x as an IEEE 754 double: exponent and two bits of
 * fraction.
 */
export type IntervalHistogram = Record<string, number>;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Little-endian, like every platform of Node. */
const highWord = 1;
const droppedBits = 18;
/** Bucket of 1.0, subtracted so that the keys are small. */
const bias = 1023 << 2;

/** `nanoseconds` ≥ 1. */
export function intervalBucket(nanoseconds: number): number {
  double[0] = nanoseconds;
  return ((words[highWord] as number) >>> droppedBits) - bias;
}

/** The middle of a bucket, in nanoseconds. */
export function intervalOfBucket(bucket: number): number {
  const octave = 2 ** Math.floor(bucket / 4);
  return octave * (1 + (((bucket % 4) + 4) % 4) / 4 + 0.125);
}

/** The median interval in nanoseconds, within 12 %; undefined if there is none. */
export function usualInterval(histogram: IntervalHistogram): number | undefined {
  // Integer keys are enumerated in ascending order (ECMA-262, OrdinaryOwnPropertyKeys).
  const buckets = Object.entries(histogram);
  let total = 0;
  for (const [, count] of buckets) total += count;
  let rank = Math.ceil(total / 2);
  for (const [bucket, count] of buckets) {
    rank -= count;
    if (rank <= 0) return intervalOfBucket(Number(bucket));
  }
  return undefined;
}

const gapFactor = 3;

/**
 * Intervals longer than three typical ones. Typical is the median or the mean, whichever is longer: for messages sent
 * in bursts most intervals are tiny, and the pauses between the bursts are not gaps.
 */
export function countGaps(histogram: IntervalHistogram): number {
  const longest = gapFactor * Math.max(usualInterval(histogram) ?? 0, meanInterval(histogram));
  let gaps = 0;
  for (const [bucket, count] of Object.entries(histogram)) {
    if (intervalOfBucket(Number(bucket)) > longest) gaps += count;
  }
  return gaps;
}

function meanInterval(histogram: IntervalHistogram): number {
  let total = 0;
  let sum = 0;
  for (const [bucket, count] of Object.entries(histogram)) {
    total += count;
    sum += count * intervalOfBucket(Number(bucket));
  }
  return total === 0 ? 0 : sum / total;
}
