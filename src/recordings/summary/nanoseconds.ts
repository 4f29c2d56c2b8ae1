/** A 64-bit number and its halves in the same memory, little-endian, like every platform of Node. */
const whole = new BigInt64Array(1);
const halves = new Int32Array(whole.buffer);

/** Through memory, since shifting BigInts takes several times as long, and this is done for each figure. */
export function nanoseconds(high: number, low: number): bigint {
  halves[0] = low;
  halves[1] = high;
  return high < 2 ** 31 ? (whole[0] as bigint) : BigInt.asUintN(64, whole[0] as bigint);
}

/** The reverse: the upper half of a time, rounded down, and the lower one. */
export function highOf(timeNs: bigint): number {
  whole[0] = timeNs;
  const high = halves[1] as number;
  return timeNs < 0n ? high : high >>> 0;
}

export function lowOf(timeNs: bigint): number {
  whole[0] = timeNs;
  return (halves[0] as number) >>> 0;
}
