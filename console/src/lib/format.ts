export { plural } from '../../../src/domain/plural.ts';
export {
  formatBytes,
  formatCode,
  formatCount,
  formatFigure,
  formatNumber,
  formatRate,
  formatRecorded,
  formatSpan,
} from '../../../src/text/figure-format.ts';

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const localDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const localClock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** RFC 3339 → date and time of this browser's place, with its zone. */
export function formatLocal(time: string): string {
  return local.format(new Date(time));
}

/** RFC 3339 → the day in this browser's place. */
export function formatLocalDay(time: string): string {
  return localDay.format(new Date(time));
}

/** RFC 3339 → time of day of this browser's place. */
export function formatLocalClock(time: string): string {
  return localClock.format(new Date(time));
}

/** RFC 3339 → `2026-11-24 01:10:03 UTC`. */
export function formatUtc(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
