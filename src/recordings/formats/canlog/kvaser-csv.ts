import { frameFlags } from '../../meaning/can/can-frame.ts';
import { latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/** `canMSG_…` of Kvaser's canlib (`canstat.h`). */
const messageFlags = {
  remote: 0x0001,
  extended: 0x0004,
  error: 0x0020,
  sent: 0x0040,
  fd: 0x01_0000,
  bitRateSwitch: 0x02_0000,
  errorState: 0x04_0000,
} as const;

const frame =
  /^(\d{1,10})\.(\d{1,9}),(\d{1,3}),(\d{1,10}),(\d{1,7}),(\d{1,2})((?:,\d{0,3}){8,64}),\d{1,10}\s*$/;
const longestLine = 320;

export const kvaserCsvLine = frame;

/**
 * Tables of Kvaser's converters without their heading: `5.17698,1,1704,2,8,119,250,188,98,106,39,140,238,1`, which is time in seconds,
 * channel, identifier, flags, length, data bytes in decimal, and the number of the frame.
 */
export class KvaserCsvParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const [, seconds, fraction = '', channel, id, flags, length, data = ''] =
      frame.exec(latin1(bytes, start, Math.min(end, start + longestLine))) ?? [];
    if (seconds === undefined || !line.time.tick(Number(seconds), Number(fraction.padEnd(9, '0'))))
      return 'unreadable';
    const said = Number(flags);
    line.channel = Number(channel);
    if ((said & messageFlags.error) !== 0) return 'error';
    line.flags |=
      ((said & messageFlags.remote) !== 0 ? frameFlags.remote : 0) |
      ((said & messageFlags.extended) !== 0 ? frameFlags.extended : 0) |
      ((said & messageFlags.sent) !== 0 ? frameFlags.transmitted : 0) |
      ((said & messageFlags.fd) !== 0 ? frameFlags.fd : 0) |
      ((said & messageFlags.bitRateSwitch) !== 0 ? frameFlags.bitRateSwitch : 0) |
      ((said & messageFlags.errorState) !== 0 ? frameFlags.errorState : 0);
    if (!line.setId(Number(id))) return 'unreadable';
    if ((line.flags & frameFlags.remote) !== 0) return 'frame';
    const words = data.split(',').filter((word) => word !== '');
    line.length = Number(length);
    return words.length === line.length && readDataWords(words, 10, line.data) ? 'frame' : 'unreadable';
  }
}
