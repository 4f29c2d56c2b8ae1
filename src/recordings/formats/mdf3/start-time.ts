import type { Mdf3Block } from './blocks.ts';

const nsPerHour = 3_600_000_000_000n;

/** The HD block has fields for the time in nanoseconds since version 3.20. */
const sizeWithTimestamp = 208;

/**
 * When a recording began, in nanoseconds since 1970; 0 if it does not say. The number counts local time without
 * daylight saving (MDF 3.3, HD block), but some programs write UTC: what the texts of date and time say decides. Of
 * texts alone no time zone is known, so that they count as they stand.
 */
export function startTimeOf(header: Mdf3Block): bigint {
  const written = writtenTime(header);
  const stamp = header.size >= sizeWithTimestamp ? header.u64(164) : 0n;
  if (stamp === 0n) return written ?? 0n;
  const zone = BigInt(header.i16(172)) * nsPerHour;
  const isUtc = written !== undefined && isNear(stamp + zone, written) && !isNear(stamp, written);
  return isUtc || zone > stamp ? stamp : stamp - zone;
}

/** Texts have whole seconds, and daylight saving where the number has none. */
function isNear(stamp: bigint, written: bigint): boolean {
  const apart = stamp - written;
  const second = 1_000_000_000n;
  return [0n, nsPerHour].some((shift) => apart + shift > -second && apart + shift < 2n * second);
}

/** `DD:MM:YYYY` and `HH:MM:SS`, as if they were UTC; undefined if they are no time. */
function writtenTime(header: Mdf3Block): bigint | undefined {
  const date = /^(\d{1,2})[:.](\d{1,2})[:.](\d{4})$/.exec(header.text(18, 10));
  const time = /^(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(header.text(28, 8));
  if (!date || !time) return undefined;
  const [, day = 0, month = 0, year = 0] = date.map(Number);
  const [, hour = 0, minute = 0, second = 0] = time.map(Number);
  const isDate = year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDate ? BigInt(Date.UTC(year, month - 1, day, hour, minute, second)) * 1_000_000n : undefined;
}
