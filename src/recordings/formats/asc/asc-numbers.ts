import { decimalNumber, hexNumber, readHexBytes } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';

const smallX = 0x78;
const bigX = 0x58;

/** Reads numbers in the base given by the header; each method returns -1 if the word is not such a number. */
export class AscNumbers {
  hexadecimal = true;

  number(tokens: Tokens): number {
    return this.read(tokens.bytes, tokens.start, tokens.end);
  }

  read(bytes: Uint8Array, start: number, end: number): number {
    return this.hexadecimal ? hexNumber(bytes, start, end) : decimalNumber(bytes, start, end);
  }

  /** The given number of bytes after the last word read; false if there are fewer. */
  readBytes(tokens: Tokens, count: number, data: Uint8Array): boolean {
    if (this.hexadecimal) {
      const end = readHexBytes(tokens.bytes, tokens.end, tokens.lineEnd, count, data);
      if (end >= 0) tokens.skipTo(end);
      return end >= 0;
    }
    for (let index = 0; index < count; index += 1) {
      const value = tokens.next() && tokens.length <= 3 ? decimalOf(tokens) : -1;
      if (value < 0 || value > 0xff) return false;
      data[index] = value;
    }
    return true;
  }

  /** Length codes have one digit; a few writers use the length itself. */
  lengthCode(tokens: Tokens): number {
    const value = tokens.length > 2 ? -1 : this.number(tokens);
    return value > 64 ? -1 : value;
  }

  /** `64` or `18EBFF00x`: `isExtended` of the same word distinguishes them. A few writers add a leading `0x`. */
  identifier(tokens: Tokens): number {
    const { bytes, start, end } = tokens;
    const isLong = isExtended(tokens);
    const from = bytes[start + 1] === smallX && end - start > 2 ? start + 2 : start;
    const id = this.read(bytes, from, isLong ? end - 1 : end);
    return id > (isLong ? 0x1fff_ffff : 0x7ff) ? -1 : id;
  }
}

/** Whether an identifier has 29 bits. */
export function isExtended(tokens: Tokens): boolean {
  const last = tokens.bytes[tokens.end - 1];
  return tokens.length > 1 && (last === smallX || last === bigX);
}

/** The decimal number of the word; -1 if it is not a number. */
export function decimalOf(tokens: Tokens): number {
  return decimalNumber(tokens.bytes, tokens.start, tokens.end);
}
