import { startsWith } from '../file-head.ts';
import { unpackLzma2 } from './lzma2.ts';

/** The .xz file format 1.1.0, 2.1.1.1. */
const magic = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);
const streamHeaderBytes = 12;
/** 5.3.1: LZMA2, with one byte of properties. */
const lzma2Filter = [0x21, 0x01] as const;
/** 3.1.2: number of filters, whether sizes are declared, and reserved bits. */
const blockFlags = { filters: 0x03, packedSize: 0x40, unpackedSize: 0x80, reserved: 0x3c } as const;

/**
 * The content of the first block of an xz stream if it is compressed with LZMA2 only: writers of a single piece write
 * one block. At most `limit` bytes; undefined for everything else, and if it is damaged.
 */
export function unpackXz(bytes: Uint8Array, limit: number): Uint8Array | undefined {
  if (!startsWith(bytes, magic)) return undefined;
  const start = streamHeaderBytes;
  // 3.1.1: in units of four bytes, less one; 0 is the index of a stream without blocks.
  const size = ((bytes[start] ?? 0) + 1) * 4;
  const flags = bytes[start + 1] ?? 0xff;
  if (bytes[start] === 0 || (flags & (blockFlags.filters | blockFlags.reserved)) !== 0) return undefined;
  let at = start + 2;
  if ((flags & blockFlags.packedSize) !== 0) at = behindInteger(bytes, at);
  if ((flags & blockFlags.unpackedSize) !== 0) at = behindInteger(bytes, at);
  if (!startsWith(bytes.subarray(at), lzma2Filter)) return undefined;
  return unpackLzma2(bytes, start + size, limit)?.bytes;
}

/** 1.2: seven bits per byte, at most nine bytes. */
function behindInteger(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < start + 8 && (bytes[at] ?? 0) >= 0x80) at += 1;
  return at + 1;
}
