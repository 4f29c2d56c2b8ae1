import { frameFlags } from '../../meaning/can/can-frame.ts';
import { hasControls, latin1, startsWithAt, textOfBytes } from '../text/ascii.ts';
import { dayMs, dayNumber } from '../text/days.ts';
import { type Column, ColumnReader } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import type { TimeBase } from './log-time.ts';

/** RBEI-ETAS BUSMASTER, `LogObjectCAN.cpp`, `LogObjectJ1939.cpp` and `LogObjectLIN.cpp`. */
const columns = {
  CAN: ['clock', 'direction', 'channel', 'id', 'passed over', 'length', 'data'],
  J1939: ['clock', 'channel', 'id', ...Array<Column>(5).fill('passed over'), 'direction', 'length', 'data'],
  LIN: ['clock', 'direction', 'channel', 'id', 'length', 'data', 'rest'],
} as const satisfies Record<string, readonly Column[]>;
type Protocol = keyof typeof columns;

const timeBases: Record<string, TimeBase> = {
  'SYSTEM MODE': 'day',
  'ABSOLUTE MODE': 'start',
  'RELATIVE MODE': 'previous',
};

/**
 * The type behind the identifier: standard or extended, `r` for a remote frame; a later version may have others. Version 2 writes
 * minutes and seconds without leading zeros.
 */
const frameType = /^\d+:\d{1,2}:\d{1,2}:\d+ +[RT]x +\d+ +(?:0x)?[0-9A-F]+ +([A-Z][A-Z-]{0,9}) /i;
/** `LogObjectLIN.cpp`, events; `FormatMsgLIN.cpp` has their names. */
const linEvent = /^(\d+:\d{1,2}:\d{1,2}:\d{3,4}) +((?:Error|Event) - [\w -]{3,40}?) +[RT]x +(\d{1,3}) /;
const maxId = 63;

/** Logs of BUSMASTER, and of SavvyCAN, which writes the same. A file may have several sessions, each with its own heading. */
export class BusmasterParser implements LineParser {
  readonly #reader = new ColumnReader();
  /** The name of one that is not known here. */
  #protocol: Protocol | { other: string } = 'CAN';
  #base: TimeBase = 'start';
  #startMs: number | undefined;
  #isComment = false;

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    if (startsWithAt(bytes, start, end, '***')) {
      if (hasControls(bytes, start, end)) return 'unreadable';
      return this.#readHeading(textOfBytes(bytes.subarray(start, end)), line);
    }
    if (this.#isComment) return hasControls(bytes, start, end) ? 'unreadable' : 'heading';
    const protocol = this.#protocol;
    if (typeof protocol === 'object') {
      line.text = `protocol ${protocol.other}`;
      return hasControls(bytes, start, end) ? 'unreadable' : 'other';
    }
    if (protocol === 'LIN') return this.#readLin(bytes, start, end, line);
    if (protocol === 'J1939') line.flags |= frameFlags.extended;
    else {
      const kind = readType(latin1(bytes, start, Math.min(end, start + 80)), line);
      if (kind !== 'frame') return kind;
    }
    return this.#reader.read(bytes, start, end, columns[protocol], line) ? 'frame' : 'unreadable';
  }

  #readLin(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    if (this.#readEvent(bytes, start, end, line)) return 'lin-error';
    const isRead = this.#reader.read(bytes, start, end, columns.LIN, line);
    return isRead && line.id <= maxId && line.length <= 8 ? 'lin' : 'unreadable';
  }

  #readEvent(bytes: Uint8Array, start: number, end: number, line: LogLine): boolean {
    const [, clock = '', text, channel] =
      linEvent.exec(latin1(bytes, start, Math.min(end, start + 120))) ?? [];
    if (text === undefined || !this.#reader.read(bytes, start, start + clock.length, ['clock'], line))
      return false;
    line.text = text;
    line.channel = Number(channel);
    return true;
  }

  #readHeading(text: string, line: LogLine): LineKind {
    const words = text.replace(/^\*+|\*+\s*$/g, '').trim();
    const protocol = /^PROTOCOL (\w{1,20})$/.exec(words)?.[1];
    if (protocol !== undefined)
      this.#protocol = Object.hasOwn(columns, protocol) ? (protocol as Protocol) : { other: protocol };
    else if (words === 'HEX' || words === 'DEC') {
      this.#reader.base = words === 'HEX' ? 16 : 10;
    } else if (Object.hasOwn(timeBases, words)) {
      this.#base = timeBases[words] as TimeBase;
      line.time.begin(this.#base, this.#startMs);
    } else if (words.startsWith('START DATE AND TIME')) {
      this.#startMs = startOf(words);
      line.time.begin(this.#base, this.#startMs);
    } else if (/^\[?(?:START|END|STOP)\b.*COMMENT/i.test(words)) {
      this.#isComment = /^\[?START/i.test(words);
    } else if (words.startsWith('[START LOGGING SESSION]')) this.#isComment = false;
    this.#reader.longMessages = this.#protocol === 'J1939';
    return 'heading';
  }
}

/** The type stands behind the identifier, and says how to read what follows. */
function readType(text: string, line: LogLine): LineKind {
  const [, type = ''] = frameType.exec(text) ?? [];
  if (type === '') return 'unreadable';
  if (!/^[sx]r?$/i.test(type)) {
    line.text = `type ${type}`;
    return 'other';
  }
  if (/^x/i.test(type)) line.flags |= frameFlags.extended;
  if (/r$/i.test(type)) line.flags |= frameFlags.remote;
  return 'frame';
}

/** `START DATE AND TIME 23:9:2015 22:17:28:928`: day first. SavvyCAN leaves it empty. */
function startOf(words: string): number | undefined {
  const numbers = /(\d{1,2}):(\d{1,2}):(\d{4}) (\d{1,2}):(\d{1,2}):(\d{1,2}):(\d{1,3})/.exec(words);
  if (!numbers) return undefined;
  const [day, month, year, ...time] = numbers.slice(1).map(Number) as [number, number, number, ...number[]];
  const [hour = 0, minute = 0, second = 0, ms = 0] = time;
  const days = dayNumber(year, month, day);
  if (days === undefined || days < 0) return undefined;
  return days * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}
