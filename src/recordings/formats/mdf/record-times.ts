import type { RecordTime } from './record-time.ts';

/** Records whose times are compared. */
const compared = 8;
const fewest = 2;
/** Nanoseconds between two records; longer pauses are not those of a recording that goes on. */
const longestPause = 3_600e9;

/**
 * Whether records of this size follow each other from a place on, by their times; undefined if they have none, or there are
 * too few.
 */
export function beginsWithRecords(
  bytes: Uint8Array,
  at: number,
  size: number,
  time: RecordTime,
): boolean | undefined {
  const count = Math.min(compared, Math.floor((bytes.byteLength - at) / size));
  if (!time.isRecorded || count < fewest) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let before = Number.NaN;
  for (let index = 0; index < count; index += 1) {
    time.read(bytes, view, at + index * size, index);
    const now = time.high * 2 ** 32 + time.low;
    if (time.odd || !Number.isFinite(now) || now < 0) return false;
    if (index > 0 && !(now >= before && now - before <= longestPause)) return false;
    before = now;
  }
  return true;
}
