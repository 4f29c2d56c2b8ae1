import { frameFlags } from '../../meaning/can/can-frame.ts';
import { latin1 } from '../text/ascii.ts';
import { readClock } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/** `CAN_receive.ino` of the library MCP_CAN for the MCP2515; the time is that of the serial monitor of Arduino's IDE. */
const frame =
  /^(?:(\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})?) -> )?(Standard|Extended) ID: 0x([\dA-F]{1,8}) +DLC: (\d) +Data:(?: (REMOTE REQUEST FRAME)|((?: 0x[\dA-F]{2}){0,8})) ?$/i;
const longestLine = 140;

export const mcpCanLine =
  /^(?:\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})? -> )?(?:Standard|Extended) ID: 0x[\dA-F]{1,8} +DLC: \d +Data:/i;

/** `Standard ID: 0x216       DLC: 1  Data: 0x40`. */
export class McpCanParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const [, time, kind, id = '', length, remote, data = ''] =
      frame.exec(latin1(bytes, start, Math.min(end, start + longestLine))) ?? [];
    if (kind === undefined || !hasTime(time, bytes, start, line)) return 'unreadable';
    if (/^e/i.test(kind)) line.flags |= frameFlags.extended;
    if (!line.setId(Number.parseInt(id, 16))) return 'unreadable';
    if (remote !== undefined) {
      line.flags |= frameFlags.remote;
      return 'frame';
    }
    const words = data.trim() === '' ? [] : data.trim().split(' ');
    line.length = Number(length);
    return words.length === line.length && readDataWords(words, 16, line.data) ? 'frame' : 'unreadable';
  }
}

/** True where there is none. */
function hasTime(time: string | undefined, bytes: Uint8Array, start: number, line: LogLine): boolean {
  return time === undefined || readClock(bytes, start, start + time.length, line);
}
