import type { DamageKind } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import { decompressBzip2 } from '../../bytes/unpack/bzip2.ts';
import { decompressLz4 } from '../../bytes/unpack/lz4.ts';
import type { ParseLimits } from '../../limits.ts';
import { cleanText } from '../../summary/text.ts';

export type Unpacked =
  | { ok: true; records: Uint8Array<ArrayBuffer> }
  | {
      ok: false;
      kind: Exclude<DamageKind, 'truncated'>;
      what: string;
      /** What could be decompressed before the damage, or before the file ended. */
      begin: Uint8Array<ArrayBuffer>;
    };

/** LZ4 Frame Format, "General structure"; bzip2. */
const packedMagics = [[0x04, 0x22, 0x4d, 0x18], 'BZh'];

/** An LZ4 block cannot expand to more than 255 times its size: a byte of a length stands for at most 255. */
const maxLz4Ratio = 255;

/**
 * The records of a compressed chunk. `size` is the decompressed size stated in its header; decompression never
 * exceeds the limit, whatever it states.
 */
export function unpackChunk(
  compression: string,
  packed: Uint8Array,
  size: number,
  limits: ParseLimits,
): Unpacked {
  const nothing = new Uint8Array();
  if (compression !== 'lz4' && compression !== 'bz2') {
    // If the data matches a known compression, the name is damaged.
    if (packedMagics.some((magic) => startsWith(packed, magic)))
      return {
        ok: false,
        kind: 'corrupt',
        what: 'the name of the packing of a chunk is damaged',
        begin: nothing,
      };
    const what = `a chunk is packed with "${cleanText(compression, 40)}", which is not supported`;
    return { ok: false, kind: 'unsupported', what, begin: nothing };
  }
  const possible = compression === 'lz4' ? packed.byteLength * maxLz4Ratio : Number.POSITIVE_INFINITY;
  const room = Math.min(size, possible, limits.maxUnpackedBytes);
  const unpack = compression === 'lz4' ? decompressLz4 : decompressBzip2;
  const { bytes, complete } = unpack(packed, room);
  if (complete && bytes.byteLength === size) return { ok: true, records: bytes };
  // A damaged size is not a decompression bomb: such a chunk ends before the limit.
  const tooLarge = !complete && size > limits.maxUnpackedBytes && possible > limits.maxUnpackedBytes;
  if (!tooLarge) return { ok: false, kind: 'corrupt', what: 'a chunk cannot be unpacked', begin: bytes };
  const what = `a chunk of ${packed.byteLength} bytes claims to unpack to ${size} bytes, more than the limit of ${limits.maxUnpackedBytes}`;
  return { ok: false, kind: 'too_large_unpacked', what, begin: nothing };
}
