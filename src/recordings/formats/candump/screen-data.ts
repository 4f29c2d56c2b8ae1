import { hexValue, readHexBytes, skipBlanks, tokenEnd } from '../text/ascii.ts';

const grave = 0x60;
const bitsPerByte = 8;
const digitZero = 0x30;

/**
 * Reads `count` data bytes as candump prints them: `11 22`, with `-S` the last one first and `` ` `` between them, with `-i`
 * as eight bits each. Returns the position after them; -1 if they are invalid.
 */
export function readScreenData(
  bytes: Uint8Array,
  start: number,
  end: number,
  count: number,
  data: Uint8Array,
): number {
  const at = skipBlanks(bytes, start, end);
  const wordEnd = tokenEnd(bytes, at, end);
  const isBinary =
    bytes[at + 2] !== grave && (wordEnd === at + bitsPerByte || bytes[at + bitsPerByte] === grave);
  const digits = isBinary ? bitsPerByte : 2;
  const isSwapped = count > 1 && bytes[at + digits] === grave;
  if (count === 0 || !(isBinary || isSwapped)) return readHexBytes(bytes, start, end, count, data);
  const stride = digits + 1;
  const dataEnd = at + count * stride - 1;
  if (dataEnd > end || tokenEnd(bytes, dataEnd - digits, end) !== dataEnd) return -1;
  for (let index = 0; index < count; index += 1) {
    const from = at + index * stride;
    const value = isBinary ? readBits(bytes, from) : readPair(bytes, from);
    if (value < 0) return -1;
    data[isSwapped ? count - 1 - index : index] = value;
    if (index + 1 < count && (bytes[from + digits] === grave) !== isSwapped) return -1;
  }
  return dataEnd;
}

function readPair(bytes: Uint8Array, at: number): number {
  const upper = hexValue[bytes[at] as number] as number;
  const lower = hexValue[bytes[at + 1] as number] as number;
  return upper > 15 || lower > 15 ? -1 : upper * 16 + lower;
}

function readBits(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let at = start; at < start + bitsPerByte; at += 1) {
    const bit = (bytes[at] as number) - digitZero;
    if (bit !== 0 && bit !== 1) return -1;
    value = value * 2 + bit;
  }
  return value;
}
