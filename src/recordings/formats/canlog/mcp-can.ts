import { frameFlags } from '../../meaning/can/can-frame.ts';
import { latin1 } from '../text/ascii.ts';
import { readClock } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/** `CAN_receive.ino` of the library MCP_CAN for the MCP2515; the time is that of the serial monitor of Arduino's IDE. */
const frame =
  /^(?:(\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})?) -> )?\d{0,3}(Standard|Extended) ID: 0x([\dA-F]{1,8}) +DLC: (\d) +Data:(?: (REMOTE REQUEST FRAME)|((?: 0x[\dA-F]{2}){0,8})) ?$/i;
/** What the sketch prints when it starts, and the rest of a line that a restart cut. */
const printed = /^\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})? -> /;
const started = /MCP2515 Initialized Successfully/i;
const longestLine = 140;

export const mcpCanLine =
  /^(?:\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})? -> )?\d{0,3}(?:Standard|Extended) ID: 0x[\dA-F]{1,8} +DLC: \d +Data:/i;

/** `Standard ID: 0x216       DLC: 1  Data: 0x40`. */
export class McpCanParser implements LineParser {
  #frames = 0;

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const text = latin1(bytes, start, Math.min(end, start + longestLine));
    const [, time, kind, id = '', length, remote, data = ''] = frame.exec(text) ?? [];
    if (kind === undefined && printed.test(text) && !line.isLast) return this.#words(text, line);
    if (kind === undefined || !hasTime(time, bytes, start, line)) return 'unreadable';
    this.#frames += 1;
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

  #words(text: string, line: LogLine): LineKind {
    const isRestart = started.test(text) && this.#frames > 0;
    line.text = isRestart ? text.replace(printed, '').trim() : 'lines without a frame';
    return isRestart ? 'restart' : 'other';
  }
}

/** True where there is none. */
function hasTime(time: string | undefined, bytes: Uint8Array, start: number, line: LogLine): boolean {
  return time === undefined || readClock(bytes, start, start + time.length, line);
}
