import { frameFlags } from '../../meaning/can/can-frame.ts';
import { identifierOf } from '../../meaning/can/j1939/parameter-group.ts';
import { ascii, latin1 } from '../text/ascii.ts';
import { dayNumber } from '../text/days.ts';
import { monthNamed } from '../text/month-names.ts';
import { splitScriptDate } from '../text/script-date.ts';
import type { Dialect } from './dialect.ts';
import { type LineKind, type LineParser, type LogLine, longestMessage } from './log-line.ts';
import { TableParser } from './tables.ts';
import { readDataWords } from './words.ts';

/** Three characters for each byte of the longest message, and what is before them. */
const longestLine = 64 + longestMessage * 3;
/** Data bytes of a frame; a longer line is a message that was put together. */
const frameBytes = 8;
/** Group numbers have 18 bits; CANboat gives gateways numbers above them for what they say of themselves. */
const largestGroup = 0x3_ffff;
const gatewayMessage = 'messages of the gateway about itself';

/** A date, a time of day, and perhaps a zone. */
const canboatTime =
  /^(\d{4})-(\d\d)-(\d\d)[-T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))?$/;
/** CANboat, README of `analyzer`: `time,priority,group,source,destination,length,data`, the data in hexadecimal. Programs in JavaScript write the time as the text of a `Date`. */
const canboat =
  /^(\d{4}-\d\d-\d\d[-T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:\d\d)?|[A-Z][a-z]{2} [^,]{15,100}),([0-7]),(\d{1,8}),(\d{1,3}),(\d{1,3}),(\d{1,4})((?:,[\da-f]{1,2})+),?\s*$/i;

/**
 * Logs that CANboat reads and writes (`actisense-serial`, `candump2analyzer`). One that has a line of more than a frame has
 * messages that are put together in all its lines.
 */
class CanboatParser implements LineParser {
  #messages: boolean;

  constructor(head: string) {
    this.#messages = head.split('\n').some((line) => Number(canboat.exec(line)?.[6]) > frameBytes);
  }

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const [, time, ...fields] = canboat.exec(latin1(bytes, start, Math.min(end, start + longestLine))) ?? [];
    if (time === undefined || !readTime(time, line)) return 'unreadable';
    const [priority, pgn = 0, source = 0, destination = 0, length = 0] = fields.map(Number);
    const words = (fields[5] ?? '').split(',').slice(1);
    if (words.length !== length || !readDataWords(words, 16, line.data)) return 'unreadable';
    line.length = length;
    this.#messages ||= length > frameBytes;
    return setGroup(line, { priority, pgn, source, destination }, this.#messages);
  }
}

/** A time before 1970 is that of a clock that was never set: its time of day counts. */
function readTime(text: string, line: LogLine): boolean {
  const script = splitScriptDate(text);
  if (script) return readScriptDate(script, line);
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHours, zoneMinutes] =
    canboatTime.exec(text) ?? [];
  const days = dayNumber(Number(year), Number(month), Number(day));
  if (days === undefined) return false;
  const zone = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * (sign === '-' ? -1 : 1);
  const minutes = Math.max(0, days) * 1440 + Number(hour) * 60 + Number(minute) - zone;
  return line.time.tick(minutes * 60 + Number(second), Number(fraction.padEnd(9, '0')));
}

/** `09-Mar-2024`, `23:01:31+0100`. */
function readScriptDate([date, time]: [string, string], line: LogLine): boolean {
  const [day, month = '', year] = date.split('-');
  const days = dayNumber(Number(year), monthNamed(month), Number(day));
  const [, hour, minute, second, sign, zoneHours = 0, zoneMinutes = 0] =
    /^(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d)(\d\d))$/.exec(time) ?? [];
  if (days === undefined || second === undefined) return false;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  return line.time.tick((days * 1440 + Number(hour) * 60 + Number(minute) - zone) * 60 + Number(second), 0);
}

/** `A173321.107 23FF7 1F513 012F3070002F30709F`: time of day, source, destination and priority, group, data. */
const actisense =
  /^A(\d\d)(\d\d)(\d\d)\.(\d{3}) ([\dA-F]{2})([\dA-F]{2})([0-7]) ([\dA-F]{5}) ((?:[\dA-F]{2})+)\s*$/i;

/** "N2K ASCII" of the gateways of Actisense, each line a message that is put together. */
class ActisenseParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const fields = actisense.exec(latin1(bytes, start, Math.min(end, start + longestLine)))?.slice(1);
    if (!fields) return 'unreadable';
    const [hours = 0, minutes = 0, seconds = 0, ms = 0] = fields.map(Number);
    const [source = 0, destination = 0, priority, pgn = 0] = fields
      .slice(4)
      .map((digits) => Number.parseInt(digits, 16));
    const words = fields[8]?.match(/../g) ?? [];
    if (!line.time.tick((hours * 60 + minutes) * 60 + seconds, ms * 1_000_000)) return 'unreadable';
    if (!readDataWords(words, 16, line.data)) return 'unreadable';
    line.length = words.length;
    return setGroup(line, { priority, pgn, source, destination }, true);
  }
}

/** `228446 : Pri:2 PGN:130306 Source:105 Dest:255 Len:8 Data:0,F6,0,FB,96,FA,FF,FF`, the time in milliseconds. */
const arduino =
  /^(\d{1,10}) : Pri:([0-7]) PGN:(\d{1,8}) Source:(\d{1,3}) Dest:(\d{1,3}) Len:(\d{1,4}) Data:((?:[\dA-F]{1,2},)*[\dA-F]{1,2})\s*$/i;

/** What the library NMEA2000 for Arduino prints of messages that it has put together (`fwdt_Text`). */
class ArduinoParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const text = latin1(bytes, start, Math.min(end, start + longestLine));
    const fields = arduino.exec(text)?.slice(1);
    if (!fields) return 'unreadable';
    const [ms = 0, priority, pgn = 0, source = 0, destination = 0, length = 0] = fields.map(Number);
    const words = (fields[6] ?? '').split(',');
    if (!line.time.tick(Math.floor(ms / 1000), (ms % 1000) * 1_000_000)) return 'unreadable';
    if (words.length !== length || !readDataWords(words, 16, line.data)) return 'unreadable';
    line.length = length;
    return setGroup(line, { priority, pgn, source, destination }, true);
  }
}

interface Sender {
  priority: number | undefined;
  pgn: number;
  source: number;
  destination: number;
}

/** The identifier of the frame, or of the message that was put together (`whole`). */
export function setGroup(
  line: LogLine,
  { priority, pgn, source, destination }: Sender,
  whole: boolean,
): LineKind {
  if (pgn > largestGroup) {
    line.text = gatewayMessage;
    return 'other';
  }
  line.flags |= frameFlags.extended | (whole ? frameFlags.message : 0);
  if (source > 255 || destination > 255) return 'unreadable';
  return line.setId(identifierOf(pgn, source, destination, priority)) ? 'frame' : 'unreadable';
}

/** What gateways between NMEA 2000 and a computer write. */
export const nmea2000Dialects: readonly Dialect[] = [
  {
    writer: 'CANboat (NMEA 2000)',
    first: canboat,
    most: true,
    begins: /\d{4}-\d\d-\d\d[-T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:\d\d)?,[0-7],/g,
    open: (head) => new CanboatParser(head),
  },
  {
    writer: 'a gateway of Actisense (NMEA 2000)',
    first: actisense,
    most: true,
    base: 'day',
    begins: /A\d{6}\.\d{3} [\dA-F]{5} [\dA-F]{5} /g,
    open: () => new ActisenseParser(),
  },
  {
    writer: 'the library NMEA2000 for Arduino',
    first: arduino,
    most: true,
    begins: /\d{1,10} : Pri:[0-7] PGN:/g,
    open: () => new ArduinoParser(),
  },
  {
    writer: 'a gateway of Yacht Devices (NMEA 2000)',
    first: /^\d\d:\d\d:\d\d\.\d{3} [RT] [01][\dA-F]{7}(?: [\dA-F]{2}){1,8}\s*$/i,
    most: true,
    base: 'day',
    begins: /\d\d:\d\d:\d\d\.\d{3} [RT] [01][\dA-F]{7} /g,
    open: () =>
      new TableParser({
        columns: ['clock', 'direction', 'id', 'bytes'],
        separator: ascii.space,
        heading: /^#/,
      }),
  },
];
