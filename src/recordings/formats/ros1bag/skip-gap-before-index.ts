import type { ByteReader } from '../../bytes/byte-reader.ts';

/** Longer ones are considered damage. */
const maxGap = 1 << 16;

/**
 * Skips zeros from the reader's position up to where the index begins: tools that rewrite a bag in place, such as
 * those that rename topics, leave them if the new records are shorter. False, and nothing consumed, if there is
 * anything else.
 */
export async function skipGapBeforeIndex(
  reader: ByteReader,
  indexPosition: number | undefined,
): Promise<boolean> {
  const gap = (indexPosition ?? 0) - reader.offset;
  if (gap <= 0 || gap > Math.min(maxGap, reader.remaining)) return false;
  await reader.fill(gap);
  if (reader.slice(0, gap).some((byte) => byte !== 0)) return false;
  reader.advance(gap);
  return true;
}
