import { constants, zstdDecompressSync } from 'node:zlib';
import { crc32 } from '../../bytes/crc32.ts';
import type { DamageKind } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import { decompressLz4 } from '../../bytes/unpack/lz4.ts';
import type { ParseLimits } from '../../limits.ts';
import { cleanText } from '../../summary/text.ts';
import type { ChunkHead } from './records.ts';
import { zstdContentSize } from './zstd-frame.ts';

/** The first bytes of compressed records: RFC 8878, 3.1.1; LZ4 Frame Format, "General structure". */
const packedMagics = [
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x04, 0x22, 0x4d, 0x18],
];

export type Unpacked =
  | { ok: true; records: Uint8Array<ArrayBuffer> }
  | { ok: false; kind: Exclude<DamageKind, 'truncated'>; what: string };

/** The records of a whole chunk, checked by size and CRC. The claimed size is checked before decompression. */
export function unpackChunk(head: ChunkHead, packed: Uint8Array<ArrayBuffer>, limits: ParseLimits): Unpacked {
  const claim = claimedSize(head, packed);
  if (claim === undefined) return corrupt('the sizes of a chunk contradict each other');
  if (claim > limits.maxUnpackedBytes) {
    return {
      ok: false,
      kind: 'too_large_unpacked',
      what: `a chunk of ${packed.byteLength} bytes claims to unpack to ${claim} bytes, more than the limit of ${limits.maxUnpackedBytes}`,
    };
  }
  const records = decompress(head.compression, packed, claim);
  if (records === 'unknown') return unknownCompression(head.compression, packed);
  if (!records || records.byteLength !== claim) return corrupt('a chunk cannot be unpacked');
  if (head.crc !== 0 && crc32(records) !== head.crc) return corrupt('the checksum of a chunk does not match');
  return { ok: true, records };
}

/** What can be decompressed of a chunk whose end is missing; it cannot be verified. */
export function unpackCutChunk(head: ChunkHead, packed: Uint8Array, limits: ParseLimits): Uint8Array {
  const nothing = new Uint8Array();
  if (head.uncompressedSize > limits.maxUnpackedBytes) return nothing;
  switch (head.compression) {
    case '':
      return packed;
    case 'lz4':
      return decompressLz4(packed, head.uncompressedSize).bytes;
    case 'zstd':
      try {
        return zstdDecompressSync(packed, {
          finishFlush: constants.ZSTD_e_flush,
          maxOutputLength: Math.max(1, head.uncompressedSize),
        });
      } catch {
        return nothing;
      }
    default:
      return nothing;
  }
}

/** If the data matches a known compression, the name is damaged. */
function unknownCompression(name: string, packed: Uint8Array): Unpacked {
  const isKnown = packedMagics.some((magic) => startsWith(packed, magic));
  return isKnown
    ? corrupt('the name of the packing of a chunk is damaged')
    : {
        ok: false,
        kind: 'unsupported',
        what: `a chunk is packed with "${cleanText(name, 40)}", which is not supported`,
      };
}

function corrupt(what: string): Unpacked {
  return { ok: false, kind: 'corrupt', what };
}

/**
 * The size to decompress to; undefined if chunk and frame disagree, so that a flipped bit is not mistaken for a
 * decompression bomb.
 */
function claimedSize(head: ChunkHead, packed: Uint8Array): number | undefined {
  if (head.compression === '')
    return head.uncompressedSize === packed.byteLength ? packed.byteLength : undefined;
  const inFrame = head.compression === 'zstd' ? zstdContentSize(packed) : undefined;
  return inFrame === undefined || inFrame === head.uncompressedSize ? head.uncompressedSize : undefined;
}

function decompress(
  compression: string,
  packed: Uint8Array<ArrayBuffer>,
  size: number,
): Uint8Array<ArrayBuffer> | 'unknown' | undefined {
  switch (compression) {
    case '':
      return packed;
    case 'lz4': {
      const { bytes, complete } = decompressLz4(packed, size);
      return complete ? bytes : undefined;
    }
    case 'zstd':
      try {
        // One output buffer instead of a list of 16 KiB ones; if it were full to the last byte, another would follow.
        return zstdDecompressSync(packed, {
          maxOutputLength: Math.max(1, size),
          chunkSize: Math.max(64, size + 1),
        });
      } catch {
        return undefined;
      }
    default:
      return 'unknown';
  }
}
