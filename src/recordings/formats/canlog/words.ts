import { latin1 } from '../text/ascii.ts';

/** The words of a line; for lines that are not read column by column. */
export function wordsOf(bytes: Uint8Array, start: number, end: number): string[] {
  return latin1(bytes, start, Math.min(end, start + longestLine))
    .trim()
    .split(/\s+/);
}

/** 64 data bytes in decimal, and what is around them. */
const longestLine = 500;

/** A number of bytes, each in `base`, into `data`; false if one is none. */
export function readDataWords(words: readonly string[], base: 10 | 16, data: Uint8Array): boolean {
  return (
    words.length <= data.length &&
    words.every((word, index) => {
      const value = numberOf(word, base);
      data[index] = value;
      return value >= 0 && value <= 255;
    })
  );
}

/** -1 if the word is no number in `base`. */
export function numberOf(word: string, base: 10 | 16): number {
  const digits = word.replace(/^0x/i, '');
  const isHex = base === 16 || digits !== word;
  return (isHex ? /^[\da-f]{1,8}$/i : /^\d{1,10}$/).test(digits)
    ? Number.parseInt(digits, isHex ? 16 : 10)
    : -1;
}
