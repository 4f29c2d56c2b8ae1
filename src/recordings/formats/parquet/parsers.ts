import type { ParquetParsers } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';

/** Times as nanoseconds since 1970, which a `Date` would round to milliseconds; other rich types as they are. */
export const nanosecondParsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (ms) => ms * 1_000_000n,
  timestampFromMicroseconds: (us) => us * 1_000n,
  timestampFromNanoseconds: (ns) => ns,
  jsonFromBytes: (bytes) => bytes,
};

export const allParsers: ParquetParsers = { ...DEFAULT_PARSERS, ...nanosecondParsers };
