import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import { findBytes } from './find-bytes.ts';

/**
 * The bytes here are not `name` data: continues at the next `magic`, or at the end, and reports the bytes in between.
 */
export async function skipDamage(
  reader: ByteReader,
  magic: Uint8Array,
  damaged: DamageLog['add'],
  name: string,
): Promise<void> {
  const start = reader.offset;
  reader.advance(Math.min(1, reader.available));
  await findBytes(reader, magic);
  damaged('corrupt', start, reader.offset, `the ${name} data is damaged`);
}

/** The `name` data here extends beyond the end of the file. */
export async function skipCut(reader: ByteReader, damaged: DamageLog['add'], name: string): Promise<void> {
  const start = reader.offset;
  await reader.skip(reader.remaining);
  damaged('truncated', start, reader.offset, `the ${name} data ends in its middle`);
}
