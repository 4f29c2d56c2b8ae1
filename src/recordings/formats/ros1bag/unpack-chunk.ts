import { decompressBzip2 } from '../../bytes/unpack/bzip2.ts';
import { decompressLz4 } from '../../bytes/unpack/lz4.ts';
import type { ParseLimits } from '../../limits.ts';

export type Unpacked =
  | { ok: true; records: Uint8Array<ArrayBuffer> }
  | {
      ok: false;
      kind: 'corrupt' | 'too_large_unpacked';
      what: string;
      /** What could be unpacked before the damage, or before the file ended. */
      begin: Uint8Array<ArrayBuffer>;
    };

/** An LZ4 block cannot unpack to more than 255 times its size: a byte of a length stands for at most 255. */
const maxLz4Ratio = 255;

/**
 * The records of a packed chunk. `size` is what its header says it unpacks to; no more than the limit is unpacked,
 * whatever it says.
 */
export function unpackChunk(
  compression: string,
  packed: Uint8Array,
  size: number,
  limits: ParseLimits,
): Unpacked {
  const nothing = new Uint8Array();
  if (compression !== 'lz4' && compression !== 'bz2') {
    const what = `a chunk is packed with "${compression.slice(0, 40)}", which is not known`;
    return { ok: false, kind: 'corrupt', what, begin: nothing };
  }
  const possible = compression === 'lz4' ? packed.byteLength * maxLz4Ratio : Number.POSITIVE_INFINITY;
  const room = Math.min(size, possible, limits.maxUnpackedBytes);
  const unpack = compression === 'lz4' ? decompressLz4 : decompressBzip2;
  const { bytes, complete } = unpack(packed, room);
  if (complete && bytes.byteLength === size) return { ok: true, records: bytes };
  // A damaged size is no bomb: such a chunk ends before the limit.
  const tooLarge = !complete && size > limits.maxUnpackedBytes && possible > limits.maxUnpackedBytes;
  if (!tooLarge) return { ok: false, kind: 'corrupt', what: 'a chunk cannot be unpacked', begin: bytes };
  const what = `a chunk of ${packed.byteLength} bytes claims to unpack to ${size} bytes, more than the limit of ${limits.maxUnpackedBytes}`;
  return { ok: false, kind: 'too_large_unpacked', what, begin: nothing };
}
