import { snakeCase } from '../../../domain/snake-case.ts';
import type { ColumnName } from './column-name.ts';

/** A unit of times, as its power of ten of seconds; minutes and hours have none. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'min' | 'h';

const words: Record<TimeUnit, RegExp> = {
  s: /^(?:s|sec|secs|seconds?|sekunden?)$/,
  ms: /^(?:ms|msec|msecs|millis|milliseconds?|millisekunden?)$/,
  us: /^(?:us|µs|μs|usec|usecs|micros|microseconds?)$/,
  ns: /^(?:ns|nsec|nsecs|nanos|nanoseconds?)$/,
  min: /^(?:min|mins|minutes?|minuten)$/,
  h: /^(?:h|hr|hrs|hours?|stunden?)$/,
};

export function timeUnitOf(text: string): TimeUnit | undefined {
  const word = text.trim().toLowerCase();
  return (Object.keys(words) as TimeUnit[]).find((unit) => words[unit].test(word));
}

const what =
  '(?:time_?stamps?|times?|date_?time|epoch|zeit|zeit_?stempel|uhrzeit|zeitpunkt|temps|tiempo|tempo|stamp|ts|clock)';
/** Whose or which time it is. Durations have other ones (`lap_time`, `response_time`), and so are no times. */
const whose =
  '(?:gps|gnss|unix|posix|utc|epoch|log|logger|rec|recording|recv|receive|received|record|sample|system|sys|host|local|header|msg|message|event|rel|relative|abs|absolute|mission|ros|rosbag|bag|can|device|vehicle|server|boot|measurement|mess|date|start_of|since)';
const tail =
  '(?:s|sec|secs|seconds?|ms|msec|millis|us|usec|micros|ns|nsec|nanos|utc|unix|posix|epoch|iso|iso8601|local|gmt|boot|since_(?:start|boot)|of_week|rel|abs|\\d)';
const timeName = new RegExp(`^_*(?:${whose}_)*${what}(?:_${tail})*$`);
const otherTimeName =
  /^(?:t|utc|datum|date|day|elapsed(?:_(?:time|s|sec|seconds|ms|us|ns))?|(?:unix|epoch)(?:_(?:s|ms|us|ns))?|seconds?|millis(?:econds)?|micros(?:econds)?|nanos(?:econds)?)$/;

/** Whether the name of a column says that it holds the time of a row. */
export function isTimeName(name: string): boolean {
  const plain = plainName(name);
  return timeName.test(plain) || otherTimeName.test(plain);
}

export function isDateName(name: string): boolean {
  return /^(?:datum|date|day|(?:utc|gps|log|local)_date)$/.test(plainName(name));
}

/** `%time` and `field.header.stamp` as `rostopic echo -p` writes them, `# time`. */
function plainName(name: string): string {
  return snakeCase(name.replace(/^[%#\s]+/, ''))
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/_+$/, '');
}

/** The unit that the heading states, in brackets or at the end of the name. */
export function statedTimeUnit({ name, unit }: ColumnName): TimeUnit | undefined {
  const last = plainName(name).split('_').at(-1) ?? '';
  return timeUnitOf(unit) ?? (last === 'h' || last === 's' || last.length > 1 ? timeUnitOf(last) : undefined);
}
