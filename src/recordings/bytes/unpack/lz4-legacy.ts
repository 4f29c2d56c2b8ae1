import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import { decodeBlock } from './lz4.ts';

/** LZ4 Frame Format, "Legacy frame", as `lz4 -l` and old tools write it. */
export const legacyMagic = 0x184c2102;

/** Decompressed size of every block but the last. */
const blockBytes = 8 << 20;

/** LZ4_compressBound: maximum size of incompressible data. */
const maxBlock = blockBytes + Math.floor(blockBytes / 255) + 16;

/**
 * The blocks of a legacy frame, from after its magic to the end of the file or to something that cannot be a block,
 * such as the magic of another frame. Blocks are independent and have no checksums: of a damaged or truncated one,
 * the data before the damage is returned.
 */
export async function* unpackLegacyFrame(
  reader: ByteReader,
  damaged: DamageLog['add'],
): AsyncGenerator<Uint8Array> {
  const out = new Uint8Array(blockBytes);
  while (await reader.fill(4)) {
    const length = reader.u32(0);
    if (length === 0 || length > maxBlock) return;
    const start = reader.offset;
    const isWhole = await reader.fill(4 + length);
    const block = reader.slice(4, isWhole ? 4 + length : reader.available);
    const { end, whole } = decodeBlock(block, out, 0);
    const next = start + 4 + block.byteLength;
    if (!isWhole) damaged('truncated', start, next, 'the lz4 data ends in its middle');
    else if (!whole) damaged('corrupt', start, next, 'the lz4 data is damaged');
    // Meanwhile, the reader's position maps these bytes to their place in the compressed file.
    yield out.slice(0, end);
    reader.advance(next - start);
  }
}
