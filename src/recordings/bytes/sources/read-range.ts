import { ByteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { rangeSource } from './range-source.ts';

/** The bytes from `start` to `end`, fewer if the source ends before; they are held, so `end` has to be bounded. */
export async function readRange(
  source: ByteSource,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const last = Math.min(end, source.size);
  const reader = new ByteReader(rangeSource(source, start, last), signal);
  try {
    await reader.fill(Math.max(0, last - start));
    return reader.slice(0, reader.available).slice();
  } finally {
    await reader.close();
  }
}
