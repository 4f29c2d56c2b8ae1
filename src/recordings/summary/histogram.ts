/**
 * Counts of integer values in fixed logarithmic buckets, so that histograms of any files add up exactly and in any
 * order. Bucket of v > 0: floor(ln(v) / ln(γ)), γ = 1.02; a quantile read from the bucket's middle is within ±1 % of
 * the true value. v = 0 has its own bucket, negative values are mirrored (key `-` + bucket).
 */
export type Histogram = Record<string, number>;

const gamma = 1.02;
const logGamma = Math.log(gamma);

export function bucketOf(value: number): string {
  if (value === 0) return 'z';
  const index = indexOf(Math.abs(value));
  return value < 0 ? `-${index}` : `${index}`;
}

function indexOf(value: number): number {
  return Math.floor(Math.log(value) / logGamma);
}

/** The middle (geometric) of a bucket, rounded to an integer. */
export function bucketValue(bucket: string): number {
  if (bucket === 'z') return 0;
  const negative = bucket.startsWith('-');
  const index = Number(negative ? bucket.slice(1) : bucket);
  const middle = Math.round(gamma ** (index + 0.5));
  return negative ? -middle : middle;
}

export function addToHistogram(histogram: Histogram, value: number, count = 1): void {
  // A number as key is the same key, without a text for each value.
  const bucket = value > 0 ? indexOf(value) : bucketOf(value);
  histogram[bucket] = (histogram[bucket] ?? 0) + count;
}

export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  const merged: Histogram = { ...a };
  for (const [bucket, count] of Object.entries(b)) merged[bucket] = (merged[bucket] ?? 0) + count;
  return merged;
}

/** Nearest-rank quantile, `q` in (0, 1]; null for an empty histogram. */
export function quantile(histogram: Histogram, q: number): number | null {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => ({ value: bucketValue(bucket), count }))
    .sort((a, b) => a.value - b.value);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  let rank = Math.max(1, Math.ceil(q * total));
  for (const { value, count } of buckets) {
    rank -= count;
    if (rank <= 0) return value;
  }
  return null;
}
