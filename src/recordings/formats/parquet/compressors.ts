import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { decodeBlock } from '../../bytes/unpack/lz4.ts';

/**
 * Decompression of pages besides Snappy, which hyparquet brings; none gives more than `length` bytes, the size that
 * the header of the page states. Throws if the data is damaged.
 */
export const compressors: Compressors = {
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  LZ4_RAW: lz4Block,
  LZ4: (input, length) => hadoopBlocks(input, length) ?? lz4Block(input, length),
};

function lz4Block(input: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const { end, whole } = decodeBlock(input, out, 0);
  if (!whole || end !== length) throw new Error('the LZ4 data is damaged');
  return out;
}

/**
 * Hadoop's framing of the deprecated codec LZ4: sizes of a block unpacked and packed, big-endian, before each. Undefined
 * if it is none: some writers left it out.
 */
function hadoopBlocks(input: Uint8Array, length: number): Uint8Array | undefined {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (from + 8 <= input.byteLength) {
    const unpacked = view.getUint32(from);
    const packed = view.getUint32(from + 4);
    if (packed > input.byteLength - from - 8 || unpacked > length - to) return undefined;
    const { end, whole } = decodeBlock(
      input.subarray(from + 8, from + 8 + packed),
      out.subarray(0, to + unpacked),
      to,
    );
    if (!whole || end !== to + unpacked) return undefined;
    from += 8 + packed;
    to = end;
  }
  return from === input.byteLength && to === length ? out : undefined;
}
