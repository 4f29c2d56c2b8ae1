import type { Level } from '../../../meaning/interpret/level-words.ts';
import type { LogEntry, LogStyle } from '../log-style.ts';
import { firstStamp, isoStamp, monthDayStamp, type Stamp, secondsStamp } from '../stamps.ts';

/** `android/log.h`, "android_LogPriority"; A is what older versions write for F. */
const levels: Record<string, Level> = {
  V: 'debug',
  D: 'debug',
  I: 'info',
  W: 'warning',
  E: 'error',
  F: 'critical',
  A: 'critical',
};

/** Behind the time. A user may stand in front of process and thread (`-v uid`). */
const threadtime = /\s{1,9}(?:\w{1,20} {1,9})?\d{1,7} {1,9}\d{1,7} ([VDIWEFA]) (.{0,200}?)\s{0,40}:(?: |$)/y;
const time = / ([VDIWEFA])\/(.{0,200}?)\s{0,40}\( {0,9}\d{1,7}\):(?: |$)/y;
const long = /\s{1,9}(?:\w{1,20}: ?)?\d{1,7}: {0,9}\d{1,7} ([VDIWEFA])\/(.{0,200}?)\s{0,40}\]$/y;
/** Without a time. */
const brief = /^([VDIWEFA])\/(.{0,200}?)\s{0,40}\( {0,9}\d{1,7}\):(?: |$)/;
const tagOnly = /^([VDIWEFA])\/([\w.$-]{1,60})\s{0,40}:(?: |$)/;
const process = /^([VDIWEFA])\( {0,9}\d{1,7}\) (.*) {2}\(([^()]{0,200})\)$/;

const heading = /^-{5,20} (?:beginning of|switch to) /;

/** `logcat -v` and the formats of its manual; `monotonic` and `epoch` are those with seconds. */
export const logcat: LogStyle = {
  writer: "Android's logcat",
  read: (line) => {
    if (heading.test(line)) return 'heading';
    return stamped(line) ?? withoutTime(line);
  },
};

function stamped(line: string): LogEntry | undefined {
  const isLong = line.startsWith('[ ');
  const from = isLong ? 2 : 0;
  const at = from + (/^\s*/.exec(line.slice(from, from + 20))?.[0].length ?? 0);
  const stamp = firstStamp([monthDayStamp, isoStamp, secondsStamp], line, at);
  if (!stamp) return undefined;
  return isLong ? behind(long, line, stamp) : (behind(threadtime, line, stamp) ?? behind(time, line, stamp));
}

function behind(pattern: RegExp, line: string, stamp: Stamp): LogEntry | undefined {
  pattern.lastIndex = stamp.end;
  const match = pattern.exec(line);
  return match ? entryOf(stamp, match[1], match[2], line.slice(pattern.lastIndex)) : undefined;
}

function withoutTime(line: string): LogEntry | undefined {
  const match = brief.exec(line) ?? tagOnly.exec(line);
  if (match) return entryOf(undefined, match[1], match[2], line.slice(match[0].length));
  const [, level, text = '', tag] = process.exec(line) ?? [];
  return level === undefined ? undefined : entryOf(undefined, level, tag, text);
}

function entryOf(stamp: Stamp | undefined, level = '', tag = '', text = ''): LogEntry {
  return { time: stamp?.time, level: levels[level], source: tag.trim(), text };
}
