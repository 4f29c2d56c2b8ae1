import { latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/** A time in milliseconds in brackets, then identifier, length and data, each behind its name. */
const frame =
  /^\[(\d{1,15})\] ?ID: ?(?:0x)?([\dA-F]{1,8}),? DLC: ?(\d{1,2}),? DATA: ?((?:[\dA-F]{2} ){0,63}(?:[\dA-F]{2})?) ?$/i;
const longestLine = 260;

export const labelledLine = /^\[\d{1,15}\] ?ID: ?(?:0x)?[\dA-F]{1,8},? DLC: ?\d{1,2},? DATA:/i;

/** `[1772016283095] ID:0x400 DLC:8 DATA:00 00 20 e7 48 ea b7 03`. */
export class LabelledParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const [, time, id = '', length, data = ''] =
      frame.exec(latin1(bytes, start, Math.min(end, start + longestLine))) ?? [];
    if (time === undefined) return 'unreadable';
    const ms = Number(time);
    const words = data.trim() === '' ? [] : data.trim().split(' ');
    line.length = Number(length);
    return words.length === line.length &&
      line.time.tick(Math.floor(ms / 1000), (ms % 1000) * 1_000_000) &&
      line.setId(Number.parseInt(id, 16)) &&
      readDataWords(words, 16, line.data)
      ? 'frame'
      : 'unreadable';
  }
}
