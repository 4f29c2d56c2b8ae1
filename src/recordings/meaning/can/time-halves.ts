const two32 = 2 ** 32;
/** 10^9 = 1,953,125 · 2^9: the product with a count of seconds stays exact up to the year 2116. */
const oddPart = 1_953_125;
const two23 = 2 ** 23;

/** The largest second whose nanoseconds still fit into 64 bits. */
export const maxSeconds = 18_446_744_072;

/** A count of nanoseconds as two halves of 32 bits, computed from seconds without a BigInt and without rounding. */
export class TimeHalves {
  high = 0;
  low = 0;

  /**
   * `seconds` from 0 to `maxSeconds`, `nanoseconds` from 0 to 999,999,999, both integers; values outside are clamped.
   */
  set(seconds: number, nanoseconds: number): void {
    if (seconds < 0) {
      this.high = 0;
      this.low = 0;
      return;
    }
    const scaled = Math.min(seconds, maxSeconds) * oddPart;
    const high = Math.floor(scaled / two23);
    const low = (scaled - high * two23) * 512 + nanoseconds;
    this.high = low < two32 ? high : high + 1;
    this.low = low < two32 ? low : low - two32;
  }

  /** Adds another count; a result beyond 64 bits is clamped. */
  add(other: TimeHalves): void {
    const low = this.low + other.low;
    this.low = low < two32 ? low : low - two32;
    this.high = Math.min(two32 - 1, this.high + other.high + (low < two32 ? 0 : 1));
  }

  /** Sets it to `nanoseconds` from `start`, which may be before it; not before 0. */
  setBefore(start: TimeHalves, nanoseconds: bigint): void {
    const sum = ((BigInt(start.high) << 32n) | BigInt(start.low)) + nanoseconds;
    this.high = sum < 0n ? 0 : Number(sum >> 32n);
    this.low = sum < 0n ? 0 : Number(sum & 0xffff_ffffn);
  }
}
