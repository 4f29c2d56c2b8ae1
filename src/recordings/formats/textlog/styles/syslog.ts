import { type Level, levelOfWord } from '../../../meaning/interpret/level-words.ts';
import { syslogSeverity } from '../../../meaning/interpret/syslog-severity.ts';
import type { LogEntry, LogStyle, WrittenTime } from '../log-style.ts';
import { ctimeStamp, firstStamp, isoStamp, secondsStamp, syslogStamp } from '../stamps.ts';

/** RFC 5424, 6.2.1: facility times 8 plus severity. */
const largestPriority = 191;

/** The level of `<11>`; undefined if the line has none. */
export function levelOfPriority(digits: string | undefined): Level | undefined {
  const priority = digits === undefined ? Number.NaN : Number(digits);
  if (!(priority <= largestPriority)) return undefined;
  return syslogSeverity[priority & 7] ?? 'debug';
}

const facilities =
  'kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|ntp|security|console|local[0-7]';

const priority = /^<(\d{1,3})>(?:\d{1,2} )?/;
/** RFC 5424, 6: host, application, process, id of the message, structured data. */
const rfc5424 = /^<(\d{1,3})>\d{1,2} (\S{1,40}) \S{1,255} (\S{1,48}) \S{1,128} \S{1,32} /;
const noValue = '-';
/** Elements of structured data; in their values quotes, backslashes and brackets are escaped. */
const structured =
  /(?:-|(?:\[[^ =\]"]{1,32}(?: [^ =\]"]{1,32}="(?:[^"\\]|\\.){0,400}")*\]){1,20})(?: \ufeff?|$)/y;

/** Busybox and OpenWrt write facility and level: `daemon.err`. */
const facilityLevel = new RegExp(String.raw`(?:\S{1,255} )?(?:${facilities})\.([a-z]{3,9}) `, 'y');
/** A program with its process, or the kernel. */
const program = /((?:\([^()]{1,60}\)|[^\s:[\]]){1,80})(?:\[[^\]]{1,60}\])?: ?/y;
const host = /\S{1,255} /y;

/** RFC 3164, RFC 5424, what rsyslog, Busybox and OpenWrt make of them, and `journalctl` in its short formats. */
export const syslog: LogStyle = {
  writer: 'syslog or the journal of systemd',
  read: (line) => {
    if (/^-- (?:Boot |Reboot --|Logs begin|Journal begins|No entries)/.test(line)) return 'heading';
    return readRfc5424(line) ?? readTraditional(line);
  },
};

function readRfc5424(line: string): LogEntry | undefined {
  const [head = '', digits, when = '', name = ''] = rfc5424.exec(line) ?? [];
  const level = levelOfPriority(digits);
  if (level === undefined) return undefined;
  const stamp = isoStamp(when, 0);
  if (!(when === noValue || stamp?.end === when.length)) return undefined;
  structured.lastIndex = head.length;
  const data = structured.exec(line);
  return {
    time: stamp?.time,
    level,
    source: name === noValue ? '' : name,
    text: line.slice(data ? structured.lastIndex : head.length),
  };
}

function readTraditional(line: string): LogEntry | undefined {
  const [mark = '', digits] = priority.exec(line) ?? [];
  const isBracketed = line[mark.length] === '[';
  // With a priority too it is the kernel's.
  if (isBracketed && mark !== '') return undefined;
  const blanks = /^[[ ]*/.exec(line.slice(mark.length, mark.length + 12))?.[0].length ?? 0;
  const stamp = firstStamp([syslogStamp, ctimeStamp, isoStamp, secondsStamp], line, mark.length + blanks);
  if (!stamp || (mark !== '' && levelOfPriority(digits) === undefined)) return undefined;
  let at = stamp.end;
  if (isBracketed) {
    // `journalctl -o short-monotonic`.
    if (line[at] !== ']' || stamp.time.kind !== 'uptime') return undefined;
    at += 1;
  }
  // `journalctl -o short-full` names the zone by letters, which do not say how far it is from UTC.
  at += /^ [A-Z]{3,5}(?= )/.exec(line.slice(at, at + 7))?.[0].length ?? 0;
  if (line[at] !== ' ') return undefined;
  return readSender(line, at + 1, { time: stamp.time, level: levelOfPriority(digits) });
}

function readSender(
  line: string,
  start: number,
  known: { time: WrittenTime; level: Level | undefined },
): LogEntry | undefined {
  facilityLevel.lastIndex = start;
  const word = facilityLevel.exec(line)?.[1];
  const level = word === undefined ? undefined : levelOfWord(word);
  const textAt = level === undefined ? start : facilityLevel.lastIndex;
  host.lastIndex = start;
  program.lastIndex = level === undefined && host.test(line) ? host.lastIndex : textAt;
  const match = program.exec(line);
  const source = match?.[1] ?? '';
  const isKnown = level !== undefined || known.level !== undefined || isTraditional(known.time, line);
  // Other times do not show that it is a log of this kind; a program with its process does.
  if (!isKnown && !(match && (source === 'kernel' || match[0].includes('[')))) return undefined;
  const text = line.slice(match ? program.lastIndex : textAt);
  return { time: known.time, level: known.level ?? level, source, text };
}

/** Times that only such logs have: without a year, or as RFC 3339 asks with `T` and a zone. */
function isTraditional(time: WrittenTime, line: string): boolean {
  if (time.kind === 'yearless') return true;
  return time.kind === 'date' && /^(?:<\d+>)?\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d) /.test(line);
}
