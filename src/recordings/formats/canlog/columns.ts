import { frameFlags } from '../../meaning/can/can-frame.ts';
import { ascii, decimalNumber, hexNumber, isDigit, startsWithAt } from '../text/ascii.ts';
import { readFraction } from '../text/decimal-number.ts';
import { Tokens } from '../text/tokens.ts';
import { type LogLine, longestMessage } from './log-line.ts';

/** A column of a log, and what its word says of the frame. */
export type Column =
  /** `22:20:14:9920`, `00:30:06.866`: hours, minutes, seconds and their fraction. */
  | 'clock'
  /** `12.345`, `12,345` */
  | 'seconds'
  | 'milliseconds'
  /** `12,345`: seconds, and a whole number of milliseconds or microseconds that may lack its leading zeros. */
  | 'seconds and ms'
  | 'seconds and us'
  /** Anything that begins with R or T. */
  | 'direction'
  | 'channel'
  | 'id'
  /** `100` of a frame that asks for another, else `000`. */
  | 'remote'
  /** Number of data bytes. */
  | 'length'
  /** As many words as there are bytes. */
  | 'data'
  /** All words that follow. */
  | 'bytes'
  | 'passed over'
  /** Whatever follows. */
  | 'rest';

/** Data bytes of CAN FD. */
const longestFrame = 64;
const digitOne = 0x31;
const letter = { R: 0x52, r: 0x72, T: 0x54, t: 0x74 } as const;

/** Reads lines whose words are columns in a fixed order. */
export class ColumnReader {
  /** How identifiers and data are written; either may have a `0x`. */
  base: 10 | 16 = 16;
  readonly #tokens: Tokens;
  /** Whether messages of several packets are in one line. */
  longMessages = false;

  /** `separator`: between the columns besides blanks. */
  constructor(separator?: number) {
    this.#tokens = new Tokens(separator);
  }

  /**
   * The fields of a line into `line`, whose flags before say what is known of the frame already; false if it has not
   * these columns.
   */
  read(bytes: Uint8Array, start: number, end: number, columns: readonly Column[], line: LogLine): boolean {
    this.#tokens.open(bytes, start, end);
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] as Column;
      if (column === 'rest') return true;
      if (column === 'data') {
        if (!this.#readData(line, index === columns.length - 1)) return false;
      } else if (column === 'bytes') {
        if (!this.#readBytes(line)) return false;
      } else if (!this.#tokens.next() || !this.#readWord(column, line)) return false;
    }
    return !this.#tokens.next();
  }

  #readWord(column: Column, line: LogLine): boolean {
    const { bytes, start, end } = this.#tokens;
    switch (column) {
      case 'clock':
        return readClock(bytes, start, end, line);
      case 'seconds':
        return readSeconds(bytes, start, end, line);
      case 'milliseconds':
        return readMilliseconds(bytes, start, end, line);
      case 'seconds and ms':
        return readPair(bytes, start, end, 1_000_000, line);
      case 'seconds and us':
        return readPair(bytes, start, end, 1000, line);
      case 'direction':
        return readDirection(this.#tokens.first, line);
      case 'channel':
        line.channel = decimalNumber(bytes, start, end);
        return line.channel >= 0 && line.channel < 1000;
      case 'id':
        return line.setId(this.#number());
      case 'remote':
        if (bytes[start] === digitOne) line.flags |= frameFlags.remote;
        return end - start === 3;
      case 'length':
        line.length = decimalNumber(bytes, behindBracket(bytes, start), end);
        return line.length >= 0 && line.length <= (this.longMessages ? longestMessage : longestFrame);
      default:
        return true;
    }
  }

  /** A remote frame has none, though BUSMASTER 2 writes what its buffer held. */
  #readData(line: LogLine, isLast: boolean): boolean {
    if ((line.flags & frameFlags.remote) !== 0) {
      const written = isLast ? line.length : 0;
      line.length = 0;
      for (let index = 0; index < written && this.#tokens.next(); index += 1)
        if (this.#number() < 0) return false;
      return true;
    }
    for (let index = 0; index < line.length; index += 1) {
      const value = this.#tokens.next() ? this.#number() : -1;
      if (value < 0 || value > 255) return false;
      line.data[index] = value;
    }
    return true;
  }

  #readBytes(line: LogLine): boolean {
    line.length = 0;
    while (this.#tokens.next()) {
      const value = this.#tokens.length <= 2 ? this.#number() : -1;
      if (value < 0 || line.length >= longestFrame) return false;
      line.data[line.length] = value;
      line.length += 1;
    }
    return true;
  }

  #number(): number {
    const { bytes, end } = this.#tokens;
    const start = behindBracket(bytes, this.#tokens.start);
    if (startsWithAt(bytes, start, end, '0x')) return hexNumber(bytes, start + 2, end);
    return this.base === 16 ? hexNumber(bytes, start, end) : decimalNumber(bytes, start, end);
  }
}

/** `[8]`, `[00000180]`: the bracket that closes it is the separator of such a log. */
function behindBracket(bytes: Uint8Array, start: number): number {
  return bytes[start] === ascii.openBracket ? start + 1 : start;
}

function readDirection(first: number, line: LogLine): boolean {
  if (first === letter.T || first === letter.t) line.flags |= frameFlags.transmitted;
  else if (first !== letter.R && first !== letter.r) return false;
  return true;
}

/** Digits of a fraction of a second; SavvyCAN writes whole milliseconds there, some versions without leading zeros. */
const fractionDigits = 4;

/** The time of `12:34:56:7890`; false if it is none. */
export function readClock(bytes: Uint8Array, start: number, end: number, line: LogLine): boolean {
  const word = bytes.subarray(start, end);
  const firstEnd = word.indexOf(ascii.colon);
  const secondEnd = firstEnd < 0 ? -1 : word.indexOf(ascii.colon, firstEnd + 1);
  if (secondEnd < 0) return false;
  let thirdEnd = secondEnd + 1;
  while (isDigit(word[thirdEnd])) thirdEnd += 1;
  const hours = decimalNumber(word, 0, firstEnd);
  const minutes = decimalNumber(word, firstEnd + 1, secondEnd);
  const seconds = decimalNumber(word, secondEnd + 1, thirdEnd);
  const fraction = thirdEnd === word.length ? 0 : readPart(word, thirdEnd + 1, word.length);
  if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60 || fraction < 0) return false;
  return line.time.tick((hours * 60 + minutes) * 60 + seconds, fraction);
}

function readPart(bytes: Uint8Array, start: number, end: number): number {
  return end - start < fractionDigits
    ? decimalNumber(bytes, start, end) * 1_000_000
    : readFraction(bytes, start, end);
}

/** Seconds with a point or a comma. */
export function readSeconds(bytes: Uint8Array, start: number, end: number, line: LogLine): boolean {
  const point = pointAt(bytes, start, end);
  const fraction = point === end ? 0 : readFraction(bytes, point + 1, end);
  return line.time.tick(decimalNumber(bytes, start, point), fraction);
}

function readMilliseconds(bytes: Uint8Array, start: number, end: number, line: LogLine): boolean {
  const value = decimalNumber(bytes, start, end);
  return value >= 0 && line.time.tick(Math.floor(value / 1000), (value % 1000) * 1_000_000);
}

function readPair(bytes: Uint8Array, start: number, end: number, ns: number, line: LogLine): boolean {
  const point = pointAt(bytes, start, end);
  const part = decimalNumber(bytes, point + 1, end);
  return part >= 0 && line.time.tick(decimalNumber(bytes, start, point), part * ns);
}

function pointAt(bytes: Uint8Array, start: number, end: number): number {
  let point = start;
  while (point < end && bytes[point] !== ascii.point && bytes[point] !== ascii.comma) point += 1;
  return point;
}
