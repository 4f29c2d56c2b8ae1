import type { Report } from '../report-schema.ts';

/**
 * Hours in which something was recorded: the periods that files of a common clock cover, and the length of each file
 * with a clock of its own. Null if no time is known, or not for all files.
 */
export function recordedHours({ coverage, files, omitted, span }: Report): number | null {
  const common = coverage.reduce((sum, { start, end }) => sum + secondsBetween(start, end), 0);
  const own = files.filter(({ start }) => start !== null && ownClock.test(start));
  if (own.length > 0 && omitted.files > 0) return null;
  const alone = own.reduce((sum, { start, end }) => sum + secondsBetween(start ?? '', end ?? ''), 0);
  const seconds = common + alone || (span?.duration_s ?? 0);
  return seconds > 0 ? seconds / 3600 : null;
}

/** The form in which `text/time-format.ts` writes the time of a clock that does not count from 1970. */
const ownClock = /^[+-][\d.]+s$/;

function secondsBetween(start: string, end: string): number {
  return Math.max(0, secondsOf(end) - secondsOf(start) || 0);
}

/** NaN if it is not a time. */
function secondsOf(time: string): number {
  return ownClock.test(time) ? Number.parseFloat(time) : Date.parse(time) / 1000;
}
