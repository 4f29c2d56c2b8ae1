import { figuresOfSpan } from '../../../src/text/figure-format.ts';
import { localeOfDates, t } from './language.ts';

export {
  formatBytes,
  formatCode,
  formatCount,
  formatFigure,
  formatNumber,
  formatRate,
  formatRecorded,
} from '../../../src/text/figure-format.ts';

export { plural } from './language.ts';

/** `22 to 53.4`; one figure if both ends are the same. */
export function formatSpan(least: number, greatest: number): string {
  const [from, to] = figuresOfSpan(least, greatest);
  return from === to ? from : t('{from} to {to}', { from, to });
}

/** Made when the first time is drawn: before, the language of the page is not known. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(kind) ?? new Intl.DateTimeFormat(localeOfDates(), options);
  formats.set(kind, known);
  return known;
}

/** RFC 3339 → date and time of this browser's place, with its zone. */
export function formatLocal(time: string): string {
  return formatOf('time', { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(time));
}

/** RFC 3339 → the day in this browser's place. */
export function formatLocalDay(time: string): string {
  return formatOf('day', { dateStyle: 'medium' }).format(new Date(time));
}

/** RFC 3339 → time of day of this browser's place, with its zone. */
export function formatLocalClock(time: string): string {
  return formatOf('clock', { timeStyle: 'long' }).format(new Date(time));
}

/** RFC 3339 → `2026-11-24 01:10:03 UTC`. */
export function formatUtc(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
