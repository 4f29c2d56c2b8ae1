import { dayNumber } from '../text/days.ts';
import { monthNamed } from '../text/month-names.ts';
import type { WrittenTime } from './log-style.ts';

export interface Stamp {
  time: WrittenTime;
  /** Position behind it. */
  end: number;
}

type StampReader = (line: string, at: number) => Stamp | undefined;

const clock = String.raw`(\d\d?):(\d\d?):(\d\d?)(?:[.,:](\d{1,9}))?(?!\d)`;
const zone = String.raw`(?:\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)(?![\w:]))?`;
const weekday = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?';
const month = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/** Behind the last digit of a second at most one that is inserted: 60. */
function sinceMidnight(
  [hour, minute, second, fraction = '']: readonly (string | undefined)[],
  zoneText = '',
): { seconds: number; nanoseconds: number } | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (h > 23 || m > 59 || s > 60) return undefined;
  const seconds = (h * 60 + m) * 60 + s - zoneSeconds(zoneText);
  return { seconds, nanoseconds: Number(fraction.padEnd(9, '0')) };
}

function zoneSeconds(text: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -60 : 60) * (Number(hours) * 60 + Number(minutes));
}

function matcher(
  pattern: string,
  timeOf: (groups: readonly (string | undefined)[]) => WrittenTime | undefined,
): StampReader {
  const regex = new RegExp(pattern, 'y');
  return (line, at) => {
    regex.lastIndex = at;
    const match = regex.exec(line);
    const time = match ? timeOf(match.slice(1)) : undefined;
    return match && time ? { time, end: at + match[0].length } : undefined;
  };
}

function dated(
  [year, monthText, day]: readonly (string | number | undefined)[],
  time: ReturnType<typeof sinceMidnight>,
): WrittenTime | undefined {
  const days = dayNumber(Number(year), Number(monthText), Number(day));
  return days === undefined || !time ? undefined : { kind: 'date', day: days, ...time };
}

function yearless(
  monthNumber: number,
  day: number,
  time: ReturnType<typeof sinceMidnight>,
): WrittenTime | undefined {
  // A leap year, in which every day exists.
  const exists = dayNumber(2000, monthNumber, day) !== undefined;
  return exists && time ? { kind: 'yearless', month: monthNumber, day, ...time } : undefined;
}

/** `2024-03-09 23:01:31,627`, `2024-03-09T23:01:31+01:00`, `2024/3/9 23:01:31`, `20240309 23:01:31`. */
export const isoStamp = matcher(
  String.raw`${weekday}(\d{4})(?:([-/.])(\d\d?)\2(\d\d?)|(\d\d)(\d\d))[T _-]\s?${clock}${zone}`,
  ([year, , monthText, day, compactMonth, compactDay, hour, minute, second, fraction, zoneText]) =>
    dated(
      [year, monthText ?? compactMonth, day ?? compactDay],
      sinceMidnight([hour, minute, second, fraction], zoneText),
    ),
);

/** `Sat Mar  9 23:01:31 2024`, as the C library writes it. */
export const ctimeStamp = matcher(
  String.raw`${weekday}${month} {1,2}(\d\d?) ${clock} (\d{4})(?!\d)`,
  ([name = '', day, hour, minute, second, fraction, year]) =>
    dated([year, monthNamed(name), day], sinceMidnight([hour, minute, second, fraction])),
);

/** `Mar  9 23:01:31` (RFC 3164, 4.1.2), with microseconds in `journalctl -o short-precise`. */
export const syslogStamp = matcher(
  String.raw`${month} {1,2}(\d\d?) ${clock}(?! \d{4}\b)`,
  ([name = '', day, hour, minute, second, fraction]) =>
    yearless(monthNamed(name), Number(day), sinceMidnight([hour, minute, second, fraction])),
);

/** `03-09 23:01:31.627`, with a zone in `logcat -v zone`. */
export const monthDayStamp = matcher(
  String.raw`(\d\d)-(\d\d) ${clock}${zone}`,
  ([monthText, day, hour, minute, second, fraction, zoneText]) =>
    yearless(Number(monthText), Number(day), sinceMidnight([hour, minute, second, fraction], zoneText)),
);

/** `0309 23:01:31.627000`, or with the year in front of it. */
export const glogStamp = matcher(
  String.raw`(\d{4})?(\d\d)(\d\d) ${clock}`,
  ([year, monthText, day, hour, minute, second, fraction]) => {
    const time = sinceMidnight([hour, minute, second, fraction]);
    return year === undefined
      ? yearless(Number(monthText), Number(day), time)
      : dated([year, monthText, day], time);
  },
);

/** Computers that write logs are of this century. */
const century = 2000;

/** `17/06/09 20:10:40`: year, month, day. */
export const slashedStamp = matcher(
  String.raw`(\d\d)\/(\d\d)\/(\d\d) ${clock}`,
  ([year, monthText, day, ...time]) => dated([century + Number(year), monthText, day], sinceMidnight(time)),
);

/** `081109 203518`: year, month, day, then the time of day. */
export const compactStamp = matcher(
  String.raw`(\d\d)(\d\d)(\d\d) (\d\d)(\d\d)(\d\d)(?!\d)`,
  ([year, monthText, day, ...time]) => dated([century + Number(year), monthText, day], sinceMidnight(time)),
);

export const timeOfDayStamp = matcher(clock, (groups) => {
  const time = sinceMidnight(groups);
  return time && { kind: 'time of day', ...time };
});

/** No computer runs for so many seconds: from here on they count from 1970. */
const leastEpoch = 500_000_000;

/** `1614000000.123456` since 1970, or `12.345678` since the computer was switched on. */
export const secondsStamp = matcher(String.raw`(\d{1,10})\.(\d{1,9})(?![\d.])`, ([whole, fraction = '']) => {
  const seconds = Number(whole);
  const nanoseconds = Number(fraction.padEnd(9, '0'));
  return { kind: seconds < leastEpoch ? 'uptime' : 'epoch', seconds, nanoseconds };
});

/** The first of the stamps that stands at `at`. */
export function firstStamp(readers: readonly StampReader[], line: string, at: number): Stamp | undefined {
  for (const read of readers) {
    const stamp = read(line, at);
    if (stamp) return stamp;
  }
  return undefined;
}
