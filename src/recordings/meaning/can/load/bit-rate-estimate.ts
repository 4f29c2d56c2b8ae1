/** CiA 301, 9.1, and SAE J1939-11/-14, GMLAN (33.3, 83.3), in bits per second. */
const standardRates = [33_333, 50_000, 83_333, 100_000, 125_000, 250_000, 500_000, 800_000, 1_000_000];

/**
 * Number of frames whose bits are compared with their duration; several, so that jitter of the recorder's clock
 * averages out.
 */
const burst = 4;
/** Histogram of rates: 2 % wide buckets from 10 kbit/s. */
const lowest = 10_000;
const perBucket = Math.log(1.02);
const buckets = 256;
/** The rate in the middle of each bucket. */
const rateOf = Float64Array.from(
  { length: buckets },
  (_, bucket) => lowest * Math.exp((bucket + 0.5) * perBucket),
);

/**
 * Bursts at the bit rate of the bus are this close: stuffing makes frames up to 12 % longer than the mean, and clocks
 * jitter.
 */
const below = 0.86;
const above = 1.06;
/** Number of uninterrupted bursts that an estimate needs. */
const fewest = 20;
/** A bus busier than this has few uninterrupted bursts, and fewer that are slow for another reason than a pause. */
const busy = 0.5;

/**
 * Estimates the bit rate of a bus from its frames. Frames that wait for the bus follow each other without a pause, so
 * that the rate of bits within bursts clusters at the bit rate and never exceeds it. Without a cluster at a standard
 * rate, the rate stays unknown.
 */
export class BitRateEstimate {
  readonly #counts = new Uint32Array(buckets);
  readonly #times = new Float64Array(burst);
  readonly #sums = new Float64Array(burst);
  #at = 0;
  #sum = 0;
  #frames = 0;
  #firstNs = 0;
  #lastNs = 0;

  /** A frame of `bits` at `ns`; frames in the order of their times. */
  add(ns: number, bits: number): void {
    if (this.#frames === 0) this.#firstNs = ns;
    this.#lastNs = ns;
    this.#sum += bits;
    const slot = this.#at;
    this.#at = (slot + 1) % burst;
    if (this.#frames >= burst) {
      // Recorders stamp either the beginning or the end of a frame; the bits of one end of the burst are left out
      // either way.
      const rate = ((this.#sum - (this.#sums[slot] as number)) * 1e9) / (ns - (this.#times[slot] as number));
      const bucket = Math.floor(Math.log(rate / lowest) / perBucket);
      if (bucket >= 0) this.#count(Math.min(bucket, buckets - 1));
    }
    this.#times[slot] = ns;
    this.#sums[slot] = this.#sum;
    this.#frames += 1;
  }

  /** Bits per second; undefined while it cannot be estimated. */
  rate(): number | undefined {
    for (const rate of standardRates) {
      const within = this.#between(rate * below, rate * above);
      const faster = this.#between(rate * above, Number.POSITIVE_INFINITY);
      // As wide a band as below the limit, where bursts with short pauses are.
      const slower = this.#between((rate * below * below) / above, rate * below);
      const mean = (this.#sum * 1e9) / (this.#lastNs - this.#firstNs);
      const pilesUp = within >= 2 * slower || mean >= busy * rate;
      if (within >= fewest && faster * 20 <= within && pilesUp) return rate;
    }
    return undefined;
  }

  #count(bucket: number): void {
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
  }

  #between(from: number, to: number): number {
    let sum = 0;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const rate = rateOf[bucket] as number;
      if (rate >= from && rate < to) sum += this.#counts[bucket] as number;
    }
    return sum;
  }
}
