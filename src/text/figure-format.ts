const counts = new Intl.NumberFormat('en-US');

export function formatCount(value: number): string {
  return counts.format(value);
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Decimal units, as disks and networks are measured. */
export function formatBytes(bytes: number): string {
  // 999,950 would round to 1000.0 kB.
  let power = 0;
  let value = bytes;
  while (power < byteUnits.length - 1 && value >= (power === 0 ? 1000 : 999.95)) {
    value /= 1000;
    power += 1;
  }
  return `${power === 0 ? value : value.toFixed(1)} ${byteUnits[power]}`;
}

/** At most `digits` decimals, without trailing zeros; what is rounded to zero has no sign. */
export function formatNumber(value: number, digits = 1): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, signDisplay: 'negative' });
}

/** With so many significant digits, and all those before the decimal point; very small values as a power of ten. */
export function formatFigure(value: number, digits = 6): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(Math.min(3, digits - 1));
  const rounded = Math.abs(value) < 10 ** digits ? Number(value.toPrecision(digits)) : Math.round(value);
  return formatNumber(rounded, 9);
}

/** Both ends of a range, with as many digits as it takes to tell them apart: `22` and `53.4`. */
export function figuresOfSpan(least: number, greatest: number): [from: string, to: string] {
  const withDigits = (digits: number): [string, string] => [
    formatFigure(least, digits),
    formatFigure(greatest, digits),
  ];
  if (least === greatest) return withDigits(6);
  for (let digits = 3; digits < 9; digits += 1) {
    const [from, to] = withDigits(digits);
    if (from !== to) return [from, to];
  }
  return withDigits(9);
}

/** Messages per second, with as many digits as are significant. */
export function formatRate(hertz: number | null): string {
  if (hertz === null) return '–';
  if (hertz >= 100) return formatNumber(hertz, 0);
  return formatNumber(hertz, hertz >= 10 ? 1 : 2);
}

/** A code in words: `unknown_format` → `Unknown format`. */
export function formatCode(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A time for reports, to the millisecond, in UTC; times of clocks that do not count from 1970 look like `+12.345s`
 * and are left as they are. `bare`: without the zone, for times whose zone stands in the words around them.
 */
export function formatRecorded(time: string, { bare = false }: { bare?: boolean | undefined } = {}): string {
  const parts = /^(\d{4,}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,3})?\d*Z$/.exec(time);
  if (parts) return `${parts[1]} ${parts[2]}${milliseconds(parts[3])}${bare ? '' : ' UTC'}`;
  const sinceBoot = /^([+-]\d+)(\.\d{1,3})?\d*s$/.exec(time);
  return sinceBoot ? `${sinceBoot[1]}${milliseconds(sinceBoot[2])} s` : time;
}

function milliseconds(fraction: string | undefined): string {
  return (fraction ?? '.').padEnd(4, '0');
}
