import { ascii, decimalNumber } from './ascii.ts';

/** Fractions of a unit as billionths: up to nine digits count, further ones are dropped; -1 if they are invalid. */
export function readFraction(bytes: Uint8Array, start: number, end: number): number {
  const digits = end - start;
  if (digits > 9) return decimalNumber(bytes, start, start + 9);
  let value = decimalNumber(bytes, start, end);
  if (value < 0) return -1;
  for (let missing = 9 - digits; missing > 0; missing -= 1) value *= 10;
  return value;
}

/** A decimal number with a sign, as its whole part and billionths; both are 0 or more. */
export class DecimalNumber {
  whole = 0;
  billionths = 0;
  negative = false;

  /**
   * Reads `12`, `12.5` or `-0.25` from `start` to `end`; false if it is not a number or has over 15 digits before the
   * point.
   */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.negative = bytes[start] === ascii.hyphen;
    const from = this.negative ? start + 1 : start;
    let point = from;
    while (point < end && bytes[point] !== ascii.point) point += 1;
    this.whole = decimalNumber(bytes, from, point);
    this.billionths = point === end ? 0 : readFraction(bytes, point + 1, end);
    return this.whole >= 0 && this.billionths >= 0;
  }
}
