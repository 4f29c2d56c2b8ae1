import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import { latin1 } from '../text/ascii.ts';
import { readSeconds } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';
import { readDataWords } from './words.ts';

/**
 * `Message.__str__` of python-can: direction since version 4.0, `DLC` before. Data of at most 64 bytes, which it also shows
 * as a text where they are letters and digits alone.
 */
const message =
  /^Timestamp: +(\d{1,12}\.\d{6}) {4}ID: +([\da-f]{1,8}) {4}([SX])(?: (Rx|Tx))? ([E ]) ([R ]) ([F ]) (BS| {2}) (EI| {2}) {4}(?:DL|DLC): +(\d{1,4})((?: +[\da-f]{2}(?![\da-f]))*)(?: +'.{1,64}?')?(?: +Channel: (.+))?$/;
const longestLine = 600;

/** A line whose like only python-can writes. */
export const printedMessage = /^Timestamp: +\d{1,12}\.\d{6} {4}ID: +[\da-f]{1,8} {4}[SX] /;

const names = [
  ['R', frameFlags.remote],
  ['F', frameFlags.fd],
  ['BS', frameFlags.bitRateSwitch],
  ['EI', frameFlags.errorState],
] as const;

/** What the logger of python-can writes to the screen, or to a file whose ending it does not know as a format. */
export class PythonCanParser implements LineParser {
  readonly words = 'Timestamp:';
  #hasChannels = false;

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    if (end - start > longestLine) return 'unreadable';
    const [, time = '', id = '', kind, direction, error, ...rest] =
      message.exec(latin1(bytes, start, end)) ?? [];
    const [remote, fd, switched, state, written, data = '', channel = ''] = rest;
    if (id === '' || !readSeconds(Buffer.from(time), 0, time.length, line)) return 'unreadable';
    const flags = [remote, fd, switched, state];
    for (const [index, [name, flag]] of names.entries()) if (flags[index] === name) line.flags |= flag;
    if (kind === 'X') line.flags |= frameFlags.extended;
    if (direction === 'Tx') line.flags |= frameFlags.transmitted;
    // Where the others have one, it was cut off.
    if (channel === '' && this.#hasChannels && line.isLast) return 'unreadable';
    this.#hasChannels ||= channel !== '';
    setChannel(channel, line);
    if (error === 'E') return 'error';
    const words = data.trim() === '' ? [] : data.trim().split(/ +/);
    line.length = words.length;
    const isWhole = remote === 'R' ? words.length === 0 : words.length === Number(written);
    const isLength =
      (line.flags & frameFlags.fd) === 0 ? words.length <= 8 : fdLengths.includes(words.length);
    return isWhole && isLength && line.setId(Number.parseInt(id, 16)) && readDataWords(words, 16, line.data)
      ? 'frame'
      : 'unreadable';
  }
}

/** A number, which counts from 0, or the name of an interface; none where the recorder had only one. */
function setChannel(text: string, line: LogLine): void {
  if (/^\d{1,3}$/.test(text)) line.channel = Number(text);
  else line.bus = text;
}
