import { latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';

/** Milliseconds since the start and the identifier, each of eight hexadecimal digits, and the data; nothing but an x between them. */
const frame = /^([\dA-F]{8})x([\dA-F]{8})((?:[\dA-F]{2}){0,8})$/i;
const longestLine = 40;

export const joinedHexLine = frame;

/** `0000007Ex08320C02410858087F050000`, as loggers of small controllers write it, which have no room for more. */
export class JoinedHexParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const [, time, id = '', data = ''] =
      frame.exec(latin1(bytes, start, Math.min(end, start + longestLine))) ?? [];
    if (time === undefined) return 'unreadable';
    const ms = Number.parseInt(time, 16);
    line.length = data.length / 2;
    for (let at = 0; at < line.length; at += 1)
      line.data[at] = Number.parseInt(data.slice(2 * at, 2 * at + 2), 16);
    return line.time.tick(Math.floor(ms / 1000), (ms % 1000) * 1_000_000) &&
      line.setId(Number.parseInt(id, 16))
      ? 'frame'
      : 'unreadable';
  }
}
