import { latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/** High and low bytes of the identifier, in hexadecimal digits as all but the stamp. */
const frame =
  /^IDH: ?([\dA-F]{2,6}), ?IDL: ?([\dA-F]{2}), ?Len: ?0?([0-8]), ?Data:((?: [\dA-F]{2}){0,8}) ?\s*(?:, ?TS: ?\d+.{0,40})?$/i;

export const ecomLine = /^IDH: ?[\dA-F]{2,6}, ?IDL: ?[\dA-F]{2}, ?Len: ?[\dA-F]{2}, ?Data:/i;

/**
 * What tools on the ECOM adapter write: `IDH: 07, IDL: E8, Len: 08, Data: 10 57 … ,TS: 78,BAUD: 1`. The unit of its stamp, where there
 * is one, is not written anywhere, so that frames have no times.
 */
export class EcomParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const [, high = '', low = '', length, data = ''] =
      frame.exec(latin1(bytes, start, Math.min(end, start + 160))) ?? [];
    if (length === undefined) return 'unreadable';
    const words = data.trim() === '' ? [] : data.trim().split(' ');
    line.length = Number(length);
    return words.length === line.length &&
      line.setId(Number.parseInt(high + low, 16)) &&
      readDataWords(words, 16, line.data)
      ? 'frame'
      : 'unreadable';
  }
}
