import { frameFlags } from '../../meaning/can/can-frame.ts';
import { latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/** Time that a program put in front, identifier of 3 digits or of 4 bytes, data, and what the chip says of the frame. */
const frame =
  /^>?\s*(?:(\d{1,10})\.(\d{1,9})\s+)?([0-7][\dA-F]{2}|[01][\dA-F](?: [\dA-F]{2}){3})((?: [\dA-F]{2}){0,8})\s*(<(?:DATA|RX) ERROR)?\s*$/i;
/** ELM327 data sheet, "Error Messages and Alerts": of the bus, not of a frame. */
const busError = /^(?:[\d.]+ +)?(?:<(?:DATA|RX) ERROR|(?:CAN|BUS|FB) ERROR)/i;
/** Commands, their answers, prompts. */
const dialogue =
  /^(?:[\d.]+ +)?(?:>|>?\s*AT ?\w|OK\b|ELM327\b|STOPPED\b|SEARCHING\b|NO DATA\b|UNABLE TO CONNECT\b|\?)/i;
const longestLine = 120;

/** A line whose like only a monitoring ELM327 writes: a frame with its remark, or the command itself. */
export const elm327Line = /^(?:>?\s*AT ?MA\s*$|.{0,40}(?:\b[\dA-F]{2} ){1,8} ?<(?:DATA|RX) ERROR)/i;

/**
 * What an ELM327 that monitors a bus (`AT MA`) writes, with spaces and headers on (`AT S1`, `AT H1`), and with or without a time
 * that a program put in front of each line. A frame with `<DATA ERROR` or `<RX ERROR` behind it is an error: its data may
 * be wrong.
 */
export class Elm327Parser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    if (end - start > longestLine) return 'unreadable';
    const text = latin1(bytes, start, end);
    const [, seconds, fraction = '', id, data = '', error] = frame.exec(text) ?? [];
    if (id === undefined) {
      if (busError.test(text)) return 'error';
      return dialogue.test(text) ? 'heading' : 'unreadable';
    }
    if (seconds !== undefined && !line.time.tick(Number(seconds), Number(fraction.padEnd(9, '0'))))
      return 'unreadable';
    if (error !== undefined) return 'error';
    const words = data.trim() === '' ? [] : data.trim().split(' ');
    if (id.length > 3) line.flags |= frameFlags.extended;
    line.length = words.length;
    return line.setId(Number.parseInt(id.replaceAll(' ', ''), 16)) && readDataWords(words, 16, line.data)
      ? 'frame'
      : 'unreadable';
  }
}
