import { ascii, hexValue } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import type { AscNumbers } from './asc-numbers.ts';

/** A frame as it is written: `3c:0180…`. */
export interface WrittenFrame {
  /** Its length as stated, in bytes. */
  size: number;
  /** Where its digits are, two for each byte. */
  start: number;
  end: number;
}

/** The frame behind the word last read; undefined if there is none, or it is damaged. Its length is in the base of the file. */
export function readWrittenFrame(tokens: Tokens, numbers: AscNumbers): WrittenFrame | undefined {
  while (tokens.next()) {
    const { bytes, start, end } = tokens;
    let at = start;
    while (at < end && bytes[at] !== ascii.colon) at += 1;
    if (at === end) continue;
    const size = numbers.read(bytes, start, at);
    const isFrame = size >= 0 && hasOnlyHexDigits(bytes, at + 1, end);
    return isFrame ? { size, start: at + 1, end } : undefined;
  }
  return undefined;
}

function hasOnlyHexDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (digitAt(bytes, at) > 15) return false;
  return true;
}

/** Whether the digits are as many as its length requires. */
export function isWhole({ size, start, end }: WrittenFrame): boolean {
  return end - start === 2 * size;
}

/** Reads the bytes of a whole frame into `target`. */
export function readFrameBytes(bytes: Uint8Array, { size, start }: WrittenFrame, target: Uint8Array): void {
  for (let index = 0; index < size; index += 1)
    target[index] = digitAt(bytes, start + 2 * index) * 16 + digitAt(bytes, start + 2 * index + 1);
}

function digitAt(bytes: Uint8Array, at: number): number {
  return hexValue[bytes[at] as number] as number;
}
