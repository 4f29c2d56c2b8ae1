import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import { readSeconds } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { numberOf, readDataWords, wordsOf } from './words.ts';

const headings =
  /^(?:Chn Identifier|=+$|Kvaser Memorator Log|Memorator Binary|Converted from|Settings:|Format of|Timestamp Offset|CAN channel:|Time +Chan)/;
const decimalTime = /^\d+[.,]\d+$/;

/** The length code behind the flags; -1 if it is none. */
function lengthOf(word: string | undefined, isFd: boolean): number {
  const code = /^\d{1,2}$/.test(word ?? '') ? Number(word) : -1;
  if (code > 15) return isFd && fdLengths.includes(code) ? code : -1;
  return isFd ? (fdLengths[code] ?? -1) : Math.min(code, 8);
}

function setTime(word: string | undefined, line: LogLine): boolean {
  const text = Buffer.from(word ?? '', 'latin1');
  return decimalTime.test(word ?? '') && readSeconds(text, 0, text.byteLength, line);
}

/** One letter of each property of a frame: `KvaLogWriter_PlainAsc.cpp`, and CanKing's `Flg`. */
const flagLetters: Record<string, number> = {
  X: frameFlags.extended,
  F: frameFlags.fd,
  B: frameFlags.bitRateSwitch,
  P: frameFlags.errorState,
  R: frameFlags.remote,
};

function setFlags(words: readonly string[], line: LogLine): void {
  for (const letter of words.join('').toUpperCase()) line.flags |= flagLetters[letter] ?? 0;
}

/**
 * The log of Kvaser CanKing: ` 0    0CFBFFDB X       8  1B  31  20  EB  B3  FF  D9  FF     100.000139 R`. `base`: it shows
 * numbers in either, and does not say in which.
 */
export class CanKingParser implements LineParser {
  readonly #base: 10 | 16;

  constructor(base: 10 | 16) {
    this.#base = base;
  }

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const words = wordsOf(bytes, start, end);
    if (headings.test(words.join(' '))) return 'heading';
    const [channel = '', id = '', ...rest] = words;
    const direction = rest.pop() ?? '';
    if (!/^\d{1,3}$/.test(channel) || !/^[RT]x?$/i.test(direction) || !setTime(rest.pop(), line))
      return 'unreadable';
    // Channels count from 0, those of other programs from 1.
    line.channel = Number(channel) + 1;
    if (/^t/i.test(direction)) line.flags |= frameFlags.transmitted;
    if (rest.includes('ErrorFrame')) return 'error';
    const at = rest.findIndex((word) => /^\d/.test(word));
    setFlags(rest.slice(0, at), line);
    line.length = at < 0 ? -1 : lengthOf(rest[at], (line.flags & frameFlags.fd) !== 0);
    if (!line.setId(numberOf(id, this.#base)) || line.length < 0) return 'unreadable';
    const data = rest.slice(at + 1);
    if (data.length === 0 && (line.flags & frameFlags.remote) !== 0) line.length = 0;
    return data.length === line.length && readDataWords(data, this.#base, line.data) ? 'frame' : 'unreadable';
  }
}

/** Hexadecimal unless no letter is in it, and identifiers are not padded to eight digits as it pads hexadecimal ones. */
export function canKingBase(head: string): 10 | 16 {
  const frames = [
    ...head.matchAll(/^\s*\d{1,3}\s+([\dA-F]{1,10})\s.*?\s\d\s+((?:[\dA-F]{1,3}\s+)*)\d+\.\d+\s+[RT]\s*$/gim),
  ];
  const isHex = frames.some(([, id = '', data = '']) => /[A-F]/i.test(id + data) || id.length === 8);
  return isHex || frames.length === 0 ? 16 : 10;
}

/** A line that the converters write when they are told to leave out the heading; the last number is that of the frame. */
export const plainLine =
  /^\s*\d{1,10}[.,]\d{2,9} +\d{1,3} +([\dA-F]{1,9})x? +(?:Rx|Tx|TxRq) +\d{1,2}((?: +[\dA-F]{1,3}){0,64}) +\d{1,10}\s*$/i;

/** Hexadecimal bytes have two digits: others of three, or of one, are decimal. */
export function plainBase(head: string): 10 | 16 {
  const numbers = head.split('\n').flatMap((line) => {
    const [, id = '', data = ''] = plainLine.exec(line) ?? [];
    return [id, ...data.trim().split(/ +/)];
  });
  const [, ...bytes] = numbers;
  if (numbers.some((word) => /[A-F]/i.test(word))) return 16;
  return bytes.some((word) => word.length === 3) ? 10 : 16;
}

/**
 * Plain text of Kvaser's converters, for the logs of Memorators (`KvaLogWriter_PlainAsc.cpp`): time, channel, identifier
 * with `x` for 29 bits, direction, flags, length code, data, counter.
 */
export class MemoratorParser implements LineParser {
  #idBase: 10 | 16;
  #dataBase: 10 | 16;

  /** `base`: of all numbers, until a line says it. */
  constructor(base: 10 | 16 = 16) {
    this.#idBase = base;
    this.#dataBase = base;
  }

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const words = wordsOf(bytes, start, end);
    const text = words.join(' ');
    const [, what, base] = /^Format of (data|id) field: (HEX|DEC)$/.exec(text) ?? [];
    if (what === 'id') this.#idBase = base === 'HEX' ? 16 : 10;
    if (what === 'data') this.#dataBase = base === 'HEX' ? 16 : 10;
    if (headings.test(text) || /^DateTime:/.test(text)) return 'heading';
    return this.#readEvent(words, text, line);
  }

  #readEvent(words: readonly string[], text: string, line: LogLine): LineKind {
    const [time, channel = '', id = '', direction = '', ...rest] = words;
    if (!setTime(time, line)) return /overrun/i.test(text) ? 'heading' : 'unreadable';
    if (channel === 'Trigger') {
      line.text = text.slice(text.indexOf(channel), 400);
      return 'note';
    }
    if (!/^\d{1,3}$/.test(channel) || !/^(?:Rx|Tx|TxRq)$/.test(direction)) return 'unreadable';
    line.channel = Number(channel);
    if (direction !== 'Rx') line.flags |= frameFlags.transmitted;
    if (id === 'ErrorFrame') return 'error';
    // Behind the data is the number of the frame.
    const data = rest.slice(0, -1);
    const at = data.findIndex((word) => /^\d/.test(word));
    setFlags(data.slice(0, at), line);
    if (/x$/.test(id)) line.flags |= frameFlags.extended;
    line.length = at < 0 ? -1 : lengthOf(data[at], (line.flags & frameFlags.fd) !== 0);
    if (!line.setId(numberOf(id.replace(/x$/, ''), this.#idBase)) || line.length < 0) return 'unreadable';
    if (!this.#readData(data.slice(at + 1), line)) return 'unreadable';
    return direction === 'TxRq' ? 'request' : 'frame';
  }

  /** As many bytes as the converter was told to write at most. */
  #readData(data: readonly string[], line: LogLine): boolean {
    if (data[0] === 'RTR') {
      line.flags |= frameFlags.remote;
      line.length = 0;
      return data.length === 1;
    }
    if (data.length > line.length || (data.length < line.length && data.length % 8 !== 0)) return false;
    line.length = data.length;
    return readDataWords(data, this.#dataBase, line.data);
  }
}
