import { constants, inflateSync, zstdDecompressSync } from 'node:zlib';
import { decompressLz4 } from '../../bytes/unpack/lz4.ts';
import type { ParseLimits } from '../../limits.ts';
import { u64 } from './blocks.ts';

/** Bytes of a DZ block's own fields between its header and the compressed bytes (ASAM MDF 4.1, DZ block). */
export const packedHeadBytes = 24;

/** By half of the zip type: 0 and 1 are deflate (ASAM MDF 4.1), 2 to 5 came with 4.3. Odd types are transposed. */
const inflaters = [inflate, unpackZstd, unpackLz4];

export interface PackedHead {
  zipType: number;
  /** Columns of the transposed matrix: bytes of a record. */
  columns: number;
  unpackedBytes: number;
  packedBytes: number;
}

export function parsePackedHead(bytes: Uint8Array): PackedHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, packedHeadBytes);
  return {
    zipType: view.getUint8(2),
    columns: view.getUint32(4, true),
    unpackedBytes: u64(view, 8),
    packedBytes: u64(view, 16),
  };
}

export type Unpacked =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; kind: 'corrupt' | 'unsupported' | 'too_large_unpacked'; what: string };

/** What a compressed block claims, before any of it is read. */
export function checkPacked(head: PackedHead, limits: ParseLimits): Unpacked | undefined {
  if (head.unpackedBytes > limits.maxUnpackedBytes || head.packedBytes > limits.maxRecordBytes) {
    const what = `a data block claims to unpack to ${head.unpackedBytes} bytes, more than the limit of ${limits.maxUnpackedBytes}`;
    return { ok: false, kind: 'too_large_unpacked', what };
  }
  if (head.zipType >= 2 * inflaters.length) {
    const what = `a data block is packed in way ${head.zipType}, which this version does not read`;
    return { ok: false, kind: 'unsupported', what };
  }
  return undefined;
}

/** Deflate's checksum covers the bytes, so that the output is correct; zstd and LZ4 may have one. */
export function unpack(head: PackedHead, packed: Uint8Array): Unpacked {
  const bytes = inflaters[head.zipType >> 1]?.(packed, head.unpackedBytes, true);
  if (bytes?.byteLength !== head.unpackedBytes) return corrupt('a data block cannot be unpacked');
  return { ok: true, bytes: isTransposed(head) ? transpose(bytes, head.columns) : bytes };
}

/**
 * The beginning of a block whose end is missing; nothing of a transposed one, where each record has bytes in the
 * missing end.
 */
export function unpackCut(head: PackedHead, packed: Uint8Array): Uint8Array {
  if (isTransposed(head) && head.columns > 1) return new Uint8Array();
  return inflaters[head.zipType >> 1]?.(packed, head.unpackedBytes, false) ?? new Uint8Array();
}

function isTransposed({ zipType }: PackedHead): boolean {
  return zipType % 2 === 1;
}

function unpackZstd(packed: Uint8Array, size: number, whole: boolean): Uint8Array | undefined {
  try {
    return zstdDecompressSync(packed, {
      maxOutputLength: Math.max(1, size),
      // If the buffer is full to the last byte, more data follows.
      chunkSize: Math.max(64, size + 1),
      finishFlush: whole ? constants.ZSTD_e_end : constants.ZSTD_e_flush,
    });
  } catch {
    return undefined;
  }
}

function unpackLz4(packed: Uint8Array, size: number, whole: boolean): Uint8Array | undefined {
  const { bytes, complete } = decompressLz4(packed, size);
  return whole && !complete ? undefined : bytes;
}

function inflate(packed: Uint8Array, size: number, whole: boolean): Uint8Array | undefined {
  try {
    // One output buffer of the right size instead of a list of 16 KiB ones.
    return inflateSync(packed, {
      maxOutputLength: Math.max(1, size),
      chunkSize: Math.max(64, size),
      finishFlush: whole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    });
  } catch {
    return undefined;
  }
}

/** Transposes columns back to rows; bytes that do not fill a row remain at the end unchanged. */
function transpose(stored: Uint8Array, columns: number): Uint8Array {
  if (columns < 2) return stored;
  const rows = Math.floor(stored.byteLength / columns);
  const bytes = new Uint8Array(stored.byteLength);
  for (let column = 0, from = 0; column < columns; column += 1) {
    for (let row = 0, to = column; row < rows; row += 1, to += columns) bytes[to] = stored[from++] as number;
  }
  bytes.set(stored.subarray(rows * columns), rows * columns);
  return bytes;
}

function corrupt(what: string): Unpacked {
  return { ok: false, kind: 'corrupt', what };
}
