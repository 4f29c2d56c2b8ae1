import { latin1 } from '../text/ascii.ts';
import { dayNumber, secondsPerDay } from '../text/days.ts';
import type { Dialect } from './dialect.ts';
import { type LineKind, type LineParser, type LogLine, longestMessage } from './log-line.ts';
import { setGroup } from './nmea2000.ts';
import { readDataWords } from './words.ts';

/** Two characters for each byte, and what is before them: names of messages and makers. */
const longestLine = 512 + longestMessage * 2;
/** From the end, since names of makers may hold commas: source, destination, priority, whether one frame, size, data. */
const fields =
  /^\d{1,10},(\d{1,12}|\d{1,2}(?:_\d{1,10}){6}),(\d{1,8}),.{0,400},(\d{1,3}),(\d{1,3}),([0-7]),\d,(\d{1,4}),0x((?:[\da-f]{2})+)\s*$/i;
const heading = /^Sequence #,(?:Timestamp|Month_Day_Year_Hours_Minutes_Seconds_msTicks),PGN,/;

/**
 * What Garmin's chart plotters write (`n2klog`), a whole message in each line: milliseconds since the start, or month, day, year, time of
 * day and a count of milliseconds whose last three digits are those of the second, as CANboat takes them.
 */
class GarminParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const text = latin1(bytes, start, Math.min(end, start + longestLine));
    if (heading.test(text)) return 'heading';
    const [, time, pgn, source, destination, priority, size, digits = ''] = fields.exec(text) ?? [];
    if (time === undefined || !readTime(time, line)) return 'unreadable';
    const words = digits.match(/../g) ?? [];
    if (words.length !== Number(size) || !readDataWords(words, 16, line.data)) return 'unreadable';
    line.length = words.length;
    const sender = {
      priority: Number(priority),
      pgn: Number(pgn),
      source: Number(source),
      destination: Number(destination),
    };
    return setGroup(line, sender, true);
  }
}

function readTime(text: string, { time }: LogLine): boolean {
  const parts = text.split('_').map(Number);
  if (parts.length === 1) {
    const [ms = 0] = parts;
    return time.tick(Math.floor(ms / 1000), (ms % 1000) * 1_000_000);
  }
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0, ticks = 0] = parts;
  const days = dayNumber(year, month, day);
  if (days === undefined || hour > 23 || minute > 59 || second > 60) return false;
  return time.tick(days * secondsPerDay + (hour * 60 + minute) * 60 + second, (ticks % 1000) * 1_000_000);
}

export const garmin: Dialect = {
  writer: 'a chart plotter of Garmin (NMEA 2000)',
  first: heading,
  begins: /\d{1,10},(?:\d{1,12}|\d{1,2}(?:_\d{1,10}){6}),\d{5,6},/g,
  open: () => new GarminParser(),
};
