const counts = new Intl.NumberFormat('en-US');

export function formatCount(value: number): string {
  return counts.format(value);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counts.format(count)} ${count === 1 ? one : many}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Decimal units, as disks and networks are measured. */
export function formatBytes(bytes: number): string {
  // 999,950 would round to 1000.0 kB.
  let power = 0;
  let value = bytes;
  while (power < units.length - 1 && value >= (power === 0 ? 1000 : 999.95)) {
    value /= 1000;
    power += 1;
  }
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

/** At most `digits` decimals, without trailing zeros. */
export function formatNumber(value: number, digits = 1): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** Messages per second, with as many digits as tell something. */
export function formatRate(hertz: number | null): string {
  if (hertz === null) return '–';
  return formatNumber(hertz, hertz >= 100 ? 0 : hertz >= 10 ? 1 : 2);
}

/** A code in words: `unknown_format` → `Unknown format`. */
export function formatCode(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const localClock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** RFC 3339 → date and time of this browser's place. */
export function formatLocal(time: string): string {
  return local.format(new Date(time));
}

/** RFC 3339 → time of day of this browser's place. */
export function formatLocalClock(time: string): string {
  return localClock.format(new Date(time));
}

/** RFC 3339 → `2026-11-24 01:10:03 UTC`. */
export function formatUtc(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/**
 * A time out of a recording, to the millisecond, in UTC; clocks that do not count from 1970 give `+12.345s` and are
 * shown so.
 */
export function formatRecorded(time: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,3})?\d*Z$/.exec(time);
  if (parts) return `${parts[1]} ${parts[2]}${milliseconds(parts[3])}`;
  const sinceBoot = /^([+-]\d+)(\.\d{1,3})?\d*s$/.exec(time);
  return sinceBoot ? `${sinceBoot[1]}${milliseconds(sinceBoot[2])} s` : time;
}

function milliseconds(fraction: string | undefined): string {
  return (fraction ?? '.').padEnd(4, '0');
}
