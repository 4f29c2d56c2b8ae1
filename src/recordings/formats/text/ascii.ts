import { legacyText } from './legacy-text.ts';

/** Bytes of the text formats, by the names that ASCII gives them. */
export const ascii = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  exclamation: 0x21,
  numberSign: 0x23,
  dollar: 0x24,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  asterisk: 0x2a,
  comma: 0x2c,
  hyphen: 0x2d,
  point: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  semicolon: 0x3b,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
} as const;

/** The value of a hexadecimal digit by its byte; 255 for every other byte. */
export const hexValue = new Uint8Array(256).fill(255);
for (let digit = 0; digit < 16; digit += 1) {
  const text = digit.toString(16);
  hexValue[text.charCodeAt(0)] = digit;
  hexValue[text.toUpperCase().charCodeAt(0)] = digit;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ascii.zero && byte <= ascii.nine;
}

export function isBlank(byte: number | undefined): boolean {
  return byte === ascii.space || byte === ascii.tab;
}

/** The position of the first byte from `at` that is not a space or tab; `end` if there is none. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let position = at;
  while (position < end && (bytes[position] === ascii.space || bytes[position] === ascii.tab)) position += 1;
  return position;
}

/** The position of the first space or tab from `at`; `end` if there is none. */
export function tokenEnd(bytes: Uint8Array, at: number, end: number): number {
  let position = at;
  while (position < end && bytes[position] !== ascii.space && bytes[position] !== ascii.tab) position += 1;
  return position;
}

/** Whether the bytes from `at` to `end` are `text` (ASCII), or begin with it if `end` is beyond. */
export function startsWithAt(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  if (end - at < text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether the bytes from `at` to `end` are exactly `text` (ASCII). */
export function equalsAt(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  return end - at === text.length && startsWithAt(bytes, at, end, text);
}

/** Whether there are bytes that do not occur in text: control characters other than tabs. */
export function hasControls(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if ((bytes[at] as number) < ascii.space && bytes[at] !== ascii.tab) return true;
  }
  return false;
}

/**
 * The value of the hexadecimal digits from `at` to `end`; -1 if one is not a hexadecimal digit, or there are none or
 * more than 8.
 */
export function hexNumber(bytes: Uint8Array, at: number, end: number): number {
  if (end <= at || end - at > 8) return -1;
  let value = 0;
  for (let position = at; position < end; position += 1) {
    const digit = hexValue[bytes[position] as number] as number;
    if (digit > 15) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/**
 * Reads `count` bytes of two hexadecimal digits each, with blanks before each, from `at` into `data`. Returns the
 * position after them; -1 if they are invalid. Most of the bytes of a text trace are read here.
 */
export function readHexBytes(
  bytes: Uint8Array,
  at: number,
  end: number,
  count: number,
  data: Uint8Array,
): number {
  if (count === 0) return at;
  let position = at;
  for (let index = 0; index < count; index += 1) {
    if (position >= end || (bytes[position] !== ascii.space && bytes[position] !== ascii.tab)) return -1;
    position += 1;
    while (position < end && (bytes[position] === ascii.space || bytes[position] === ascii.tab))
      position += 1;
    if (position + 2 > end) return -1;
    const value =
      ((hexValue[bytes[position] as number] as number) << 4) |
      (hexValue[bytes[position + 1] as number] as number);
    // `hexValue` is 255 for anything else: as the first digit it exceeds a byte, as the second it is checked.
    if (value > 0xff || hexValue[bytes[position + 1] as number] === 255) return -1;
    data[index] = value;
    position += 2;
  }
  return position === end || bytes[position] === ascii.space || bytes[position] === ascii.tab ? position : -1;
}

/** The value of the decimal digits from `at` to `end`; -1 if one is not a digit, or there are none or more than 15. */
export function decimalNumber(bytes: Uint8Array, at: number, end: number): number {
  if (end <= at || end - at > 15) return -1;
  let value = 0;
  for (let position = at; position < end; position += 1) {
    const digit = (bytes[position] as number) - ascii.zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** A character per byte, so that positions in the text are those of the bytes. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.byteLength): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/**
 * Free text from bytes of unknown encoding: UTF-8 if valid, otherwise Windows-1252 as the tools write it, unless it cannot be
 * Western.
 */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return legacyText(bytes) ?? windows1252.decode(bytes);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
