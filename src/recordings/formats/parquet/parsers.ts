import type { ParquetParsers } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { dayMs } from '../text/days.ts';

/** Times as nanoseconds since 1970, which a `Date` would round to milliseconds; other rich types as they are. */
export const nanosecondParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (ms) => ms * 1_000_000n,
  timestampFromMicroseconds: (us) => us * 1_000n,
  timestampFromNanoseconds: (ns) => ns,
  // As text, so that a date in a column of its own is read as in any table.
  dateFromDays: (days) => dateText(days),
  jsonFromBytes: (bytes) => bytes,
  geometryFromBytes: (bytes) => bytes,
  geographyFromBytes: (bytes) => bytes,
};

/** Days since 1970 that a `Date` can hold. */
const farthestDay = 100_000_000;

function dateText(days: number | undefined): string | undefined {
  if (days === undefined || Math.abs(days) > farthestDay) return undefined;
  return new Date(days * dayMs).toISOString().replace(/T.*/, '');
}

export const allParsers: ParquetParsers = { ...DEFAULT_PARSERS, ...nanosecondParsers };
