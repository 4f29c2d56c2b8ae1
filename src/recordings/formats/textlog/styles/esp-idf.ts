import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogEntry, LogStyle, WrittenTime } from '../log-style.ts';
import { firstStamp, isoStamp, timeOfDayStamp } from '../stamps.ts';

/** Level, milliseconds since the start or the time of day, tag (`esp_log.h`). */
const body = /([EWIDV]) \(([\d:.]{1,15})\) ([\w./:-]{1,60}?): ?/y;
/** OVMS writes the date and a zone by its letters in front of it. */
const zoneName = /(?: [A-Z]{3,5})? /y;

/** ESP-IDF, on whose controllers telematics units run, such as OVMS. */
export const espIdf: LogStyle = {
  writer: 'a controller with ESP-IDF',
  read: (line) => {
    const stamp = firstStamp([isoStamp], line, 0);
    zoneName.lastIndex = stamp?.end ?? 0;
    const at = stamp && zoneName.test(line) ? zoneName.lastIndex : 0;
    body.lastIndex = at;
    const [head = '', letter = '', when = '', source = ''] = body.exec(line) ?? [];
    if (head === '') return undefined;
    const time = stamp?.time ?? timeOf(when);
    return {
      time,
      level: levelOfWord(letter),
      source,
      text: line.slice(at + head.length),
    } satisfies LogEntry;
  },
};

function timeOf(when: string): WrittenTime | undefined {
  if (when.includes(':')) return timeOfDayStamp(when, 0)?.time;
  const ms = Number(when);
  if (!Number.isInteger(ms)) return undefined;
  const seconds = Math.floor(ms / 1000);
  return { kind: 'uptime', seconds, nanoseconds: (ms - seconds * 1000) * 1_000_000 };
}
