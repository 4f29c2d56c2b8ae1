import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogEntry, LogStyle } from '../log-style.ts';
import { readFields } from '../program-fields.ts';
import { ctimeStamp, firstStamp, isoStamp, type Stamp, secondsStamp, timeOfDayStamp } from '../stamps.ts';

const levelInFront = /^\[?([A-Za-z]{1,9})\]?\s{0,9}[:|]?\s{0,9}(?=\[?\d)/;
/** Behind the time; a comma would be that of a table. A colon alone is one where a level follows (`%(asctime)s:%(levelname)s:`). */
const behindStamp =
  /\]?(?::(?=(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\s?[:|])|(?:[:,](?= ))?(?=[\s\]|[(-]|$))/y;

/** Time, level and source of a line that begins with its time, or with its level. */
function readStamped(line: string, stampOf: (at: number) => Stamp | undefined): LogEntry | undefined {
  const [inFront = '', word = ''] = levelInFront.exec(line) ?? [];
  const level = inFront === '' ? undefined : levelOfWord(word);
  const from = level === undefined ? 0 : inFront.length;
  const stamp = stampOf(line[from] === '[' ? from + 1 : from);
  if (!stamp) return undefined;
  behindStamp.lastIndex = stamp.end;
  const behind = behindStamp.exec(line);
  if (!behind) return undefined;
  const fields = readFields(line, stamp.end + behind[0].length);
  return {
    time: stamp.time,
    level: level ?? fields.level,
    source: fields.source,
    text: line.slice(fields.end),
  };
}

/** Python's logging, spdlog, log4j, loguru, Apache, nginx and most others. */
export const dated: LogStyle = {
  writer: 'a program, with date and time',
  read: (line) => readStamped(line, (at) => firstStamp([isoStamp, ctimeStamp], line, at)),
};

/** The other times are also those of tables: their lines need a level. */
function withLevel(entry: LogEntry | undefined): LogEntry | undefined {
  return entry?.level === undefined ? undefined : entry;
}

export const timeOfDay: LogStyle = {
  writer: 'a program, with the time of day',
  read: (line) => withLevel(readStamped(line, (at) => timeOfDayStamp(line, at))),
};

/** `1614000000.123 INFO text`, `[12.345] [error] text`, `[0.104s] DEBUG:colcon:text`. */
export const secondsOnly: LogStyle = {
  writer: 'a program, with times in seconds',
  read: (line) => withLevel(readStamped(line, (at) => secondsWithUnit(line, at))),
};

function secondsWithUnit(line: string, at: number): Stamp | undefined {
  const stamp = secondsStamp(line, at);
  const hasUnit = stamp && /^s[\s\]]/.test(line.slice(stamp.end, stamp.end + 2));
  return hasUnit ? { ...stamp, end: stamp.end + 1 } : stamp;
}

const python = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):([A-Za-z_][\w.-]{0,100}):/;

/** The default of Python's `logging.basicConfig`. */
export const pythonDefault: LogStyle = {
  writer: "Python's logging, without times",
  read: (line) => {
    const [head = '', level = '', source = ''] = python.exec(line) ?? [];
    if (head === '') return undefined;
    return { time: undefined, level: levelOfWord(level), source, text: line.slice(head.length) };
  },
};

/** Milliseconds since the program began, thread, level, category (`TTCCLayout`, and `%r [%t] %p %c - %m`). */
const ttcc =
  /^(\d{1,9}) \[[^\]]{1,100}\] (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,2}([\w.$]{1,150}) (?:\S{0,100} )?- /;

export const log4jElapsed: LogStyle = {
  writer: 'log4j, with the time since the start',
  read: (line) => {
    const [head = '', ms, level = '', source = ''] = ttcc.exec(line) ?? [];
    if (head === '') return undefined;
    const seconds = Math.floor(Number(ms) / 1000);
    return {
      time: { kind: 'uptime', seconds, nanoseconds: (Number(ms) - seconds * 1000) * 1_000_000 },
      level: levelOfWord(level),
      source,
      text: line.slice(head.length),
    };
  },
};
