/**
 * LZ4 frames (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md) into a buffer of known size. Own code,
 * because the WebAssembly build keeps a broken context after the first damaged frame, and returns nothing of a
 * truncated one.
 */
import { xxh32 } from './xxh32.ts';

const frameMagic = 0x184d2204;

export interface Lz4Result {
  /** What could be decompressed. */
  bytes: Uint8Array<ArrayBuffer>;
  /** False if the frame is truncated, damaged (its checksums are verified), or larger than `size`. */
  complete: boolean;
}

/** Decompresses at most `size` bytes. Never throws because of the content. */
export function decompressLz4(frame: Uint8Array, size: number): Lz4Result {
  const out = new Uint8Array(size);
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.byteLength < 7 || view.getUint32(0, true) !== frameMagic)
    return { bytes: out.subarray(0, 0), complete: false };
  const flags = view.getUint8(4);
  const hasContentSize = (flags & 0x08) !== 0;
  const hasDictionary = (flags & 0x01) !== 0;
  const blockChecksum = (flags & 0x10) !== 0 ? 4 : 0;
  const contentChecksum = (flags & 0x04) !== 0;
  let at = 6 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0) + 1;
  let written = 0;

  while (at + 4 <= frame.byteLength) {
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) {
      const bytes = out.subarray(0, written);
      if (!contentChecksum) return { bytes, complete: true };
      return { bytes, complete: at + 4 <= frame.byteLength && view.getUint32(at, true) === xxh32(bytes) };
    }
    const stored = head >>> 31 === 1;
    const length = head & 0x7fffffff;
    const block = frame.subarray(at, at + length);
    if (stored && written + block.byteLength > size) break;
    if (blockChecksum && block.byteLength === length && !blockMatches(frame, view, at, length)) break;
    if (stored) out.set(block, written);
    const result = stored
      ? { end: written + block.byteLength, whole: true }
      : decodeBlock(block, out, written);
    written = result.end;
    if (!result.whole || block.byteLength < length) break;
    at += length + blockChecksum;
  }
  return { bytes: out.subarray(0, written), complete: false };
}

function blockMatches(frame: Uint8Array, view: DataView, at: number, length: number): boolean {
  const end = at + length;
  return end + 4 <= frame.byteLength && view.getUint32(end, true) === xxh32(frame.subarray(at, end));
}

/** One block of sequences: literals, then a match that may overlap its own output, or refer to data before `start`. */
export function decodeBlock(
  block: Uint8Array,
  out: Uint8Array,
  start: number,
): { end: number; whole: boolean } {
  let at = 0;
  let to = start;
  const end = block.length;
  while (at < end) {
    const token = block[at++] as number;
    let literals = token >> 4;
    if (literals === 15) {
      let more: number;
      do {
        if (at >= end) return { end: to, whole: false };
        more = block[at++] as number;
        literals += more;
      } while (more === 255);
    }
    if (literals > end - at || literals > out.length - to) return { end: to, whole: false };
    if (literals > 32) out.set(block.subarray(at, at + literals), to);
    else for (let i = 0; i < literals; i += 1) out[to + i] = block[at + i] as number;
    at += literals;
    to += literals;
    if (at === end) return { end: to, whole: true };

    if (at + 2 > end) return { end: to, whole: false };
    const distance = (block[at] as number) | ((block[at + 1] as number) << 8);
    at += 2;
    let match = (token & 15) + 4;
    if (match === 19) {
      let more: number;
      do {
        if (at >= end) return { end: to, whole: false };
        more = block[at++] as number;
        match += more;
      } while (more === 255);
    }
    if (distance === 0 || distance > to || match > out.length - to) return { end: to, whole: false };
    if (match > 32 && distance >= match) out.copyWithin(to, to - distance, to - distance + match);
    else for (let i = 0; i < match; i += 1) out[to + i] = out[to - distance + i] as number;
    to += match;
  }
  return { end: to, whole: true };
}
