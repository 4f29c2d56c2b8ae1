import { LzmaDecoder } from './lzma-decoder.ts';
import { RangeDecoder } from './range-decoder.ts';

/** Properties above it name more than 4 literal bits (LZMA2 allows `lc` + `lp` of at most 4). */
const largestProperties = 4 * 45 + 4 * 9 + 8;
const maxLiteralBits = 4;

/** Control bytes (xz format, 5.3.1; XZ Embedded): end, plain chunks, and what a chunk of LZMA resets. */
export const control = { end: 0, plainResetDictionary: 1, plain: 2, lzma: 0x80 } as const;

export interface Lzma2Result {
  bytes: Uint8Array;
  /** The position after the end marker. */
  next: number;
}

/**
 * Decompresses LZMA2 chunks from `bytes[start]` on into at most `limit` bytes; undefined if they are damaged, end too
 * early, or hold more. The output is the dictionary, so that memory is bounded whatever dictionary size is claimed.
 */
export function unpackLzma2(bytes: Uint8Array, start: number, limit: number): Lzma2Result | undefined {
  let out = new Uint8Array(Math.min(limit, 1 << 16));
  let length = 0;
  let dictionary = -1;
  let decoder: LzmaDecoder | undefined;
  let properties: readonly [number, number, number] | undefined;
  let at = start;
  while (at < bytes.length) {
    const head = bytes[at] as number;
    if (head === control.end) return { bytes: out.subarray(0, length), next: at + 1 };
    const isLzma = head >= control.lzma;
    if (!isLzma && head > control.plain) return undefined;
    const unpacked = 1 + (isLzma ? (head & 0x1f) * 0x1_0000 : 0) + u16(bytes, at + 1);
    if (length + unpacked > limit) return undefined;
    if (length + unpacked > out.length) out = grown(out, length + unpacked, limit);
    if (head === control.plainResetDictionary || head >= 0xe0) dictionary = length;
    if (dictionary < 0) return undefined;
    if (!isLzma) {
      const data = at + 3;
      if (data + unpacked > bytes.length) return undefined;
      out.set(bytes.subarray(data, data + unpacked), length);
      at = data + unpacked;
    } else {
      const packed = 1 + u16(bytes, at + 3);
      at += 5;
      if (head >= 0xc0) {
        properties = propertiesOf(bytes[at] ?? 0xff);
        at += 1;
      }
      if (!properties || at + packed > bytes.length) return undefined;
      if (head >= 0xa0) decoder = new LzmaDecoder(...properties);
      const range = new RangeDecoder(bytes, at, at + packed);
      if (!decoder?.decode(range, out, dictionary, length, length + unpacked) || !range.isWhole)
        return undefined;
      at += packed;
    }
    length += unpacked;
  }
  return undefined;
}

export function propertiesOf(byte: number): readonly [lc: number, lp: number, pb: number] | undefined {
  if (byte > largestProperties) return undefined;
  const lc = byte % 9;
  const lp = Math.floor(byte / 9) % 5;
  return lc + lp <= maxLiteralBits ? [lc, lp, Math.floor(byte / 45)] : undefined;
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function grown(bytes: Uint8Array, atLeast: number, limit: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(limit, Math.max(atLeast, bytes.length * 2)));
  larger.set(bytes);
  return larger;
}
