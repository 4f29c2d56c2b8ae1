import { snakeCase } from '../../../domain/snake-case.ts';
import type { ColumnName } from './column-name.ts';

/** A unit of times, as its power of ten of seconds; minutes, hours and days have none. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'min' | 'h' | 'd';

const words: Record<TimeUnit, RegExp> = {
  s: /^(?:s|sec|secs|seconds?|sekunden?)$/,
  ms: /^(?:ms|msec|msecs|millis|milliseconds?|millisekunden?)$/,
  us: /^(?:us|µs|μs|usec|usecs|micros|microseconds?)$/,
  ns: /^(?:ns|nsec|nsecs|nanos|nanoseconds?)$/,
  min: /^(?:min|mins|minutes?|minuten)$/,
  h: /^(?:h|hr|hrs|hours?|stunden?)$/,
  d: /^(?:d|days|tage)$/,
};

export function timeUnitOf(text: string): TimeUnit | undefined {
  const word = text.trim().toLowerCase();
  return (Object.keys(words) as TimeUnit[]).find((unit) => words[unit].test(word));
}

const what =
  '(?:time_?stamps?|times?|date_?time|epoch|zeit|zeit_?stempel|uhrzeit|zeitpunkt|temps|heure|horodatage|tiempo|hora|tempo|ora|tijd|время|时间戳?|時間|時刻|시간|stamp|ts|clock)';
/** Whose or which time it is. Durations have other ones (`lap_time`, `response_time`), and so are no times. */
const whose =
  '(?:gps|gnss|unix|posix|utc|epoch|log|logger|rec|recording|recv|receive|received|record|sample|system|sys|host|local|header|msg|message|event|rel|relative|abs|absolute|mission|ros|rosbag|bag|can|device|vehicle|server|boot|measurement|mess|date|start_of|since|source|realtime|monotonic)';
const tail =
  '(?:s|sec|secs|seconds?|ms|msec|millis|us|usec|micros|ns|nsec|nanos|utc|unix|posix|epoch|iso|iso8601|local|gmt|boot|since_(?:start|boot)|of_week|rel|abs|\\d)';
const timeName = new RegExp(`^_*(?:${whose}_)*${what}(?:_${tail})*$`);
const otherTimeName =
  /^(?:t(?:_(?:s|sec|ms|us|ns))?|utc|datum|date|fecha|day|elapsed(?:_(?:time|s|sec|seconds|ms|us|ns))?|(?:unix|epoch)(?:_(?:s|ms|us|ns))?|seconds?|millis(?:econds)?|micros(?:econds)?|nanos(?:econds)?)$/;

/** Whether the name of a column says that it holds the time of a row. */
export function isTimeName(name: string): boolean {
  const plain = plainName(name);
  return timeName.test(plain) || otherTimeName.test(plain);
}

export function isDateName(name: string): boolean {
  return /^(?:datum|date|fecha|day|дата|日期|날짜|(?:utc|gps|log|local)_date)$/.test(plainName(name));
}

/** Names that mean the time of day as well as the number of the hour. */
export function isHourName(name: string): boolean {
  return /^(?:heure|hora|ora)$/.test(plainName(name));
}

/** `%time` and `field.header.stamp` as `rostopic echo -p` writes them, `# time`. */
export function plainName(name: string): string {
  return snakeCase(name.replace(/^[%#\s]+/, ''))
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/_+$/, '');
}

/** The unit that the heading states, in brackets or at the end of the name. */
export function statedTimeUnit({ name, unit }: ColumnName): TimeUnit | undefined {
  const last = plainName(name).split('_').at(-1) ?? '';
  return timeUnitOf(unit) ?? (last === 'h' || last === 's' || last.length > 1 ? timeUnitOf(last) : undefined);
}
