import type { ClockKind, Nanoseconds } from '../recordings/summary/file-summary.ts';

const perSecond = 1_000_000_000n;
/** ECMAScript's Date ends ±8.64e15 ms from 1970 (ECMA-262, time values). */
const dateLimitSeconds = 8_640_000_000_000n;

/**
 * RFC 3339 with as many of nine decimals as needed if the clock counts from 1970; otherwise seconds since the
 * recorder was switched on, e.g. `+12.345s`.
 */
export function formatTime(time: Nanoseconds, clock: ClockKind): string {
  const total = BigInt(time);
  let seconds = total / perSecond;
  let fraction = total % perSecond;
  if (clock !== 'unix' || seconds > dateLimitSeconds || seconds < -dateLimitSeconds) {
    const sign = total < 0n ? '-' : '+';
    return `${sign}${abs(seconds)}${decimals(abs(fraction))}s`;
  }
  if (fraction < 0n) {
    fraction += perSecond;
    seconds -= 1n;
  }
  const date = new Date(Number(seconds) * 1000).toISOString();
  return date.replace('.000Z', `${decimals(fraction)}Z`);
}

/** A duration for people: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.001 && seconds > 0) return `${(seconds * 1e6).toFixed(0)} µs`;
  if (seconds < 0.1 && seconds > 0) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return pair(whole, 60, 'min', 's');
  if (whole < 86_400) return pair(Math.round(whole / 60), 60, 'h', 'min');
  return pair(Math.round(whole / 3600), 24, 'd', 'h');
}

function pair(value: number, size: number, big: string, small: string): string {
  const rest = value % size;
  return rest === 0 ? `${value / size} ${big}` : `${Math.floor(value / size)} ${big} ${rest} ${small}`;
}

function decimals(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '';
  return `.${nanoseconds.toString().padStart(9, '0').replace(/0+$/, '')}`;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Reads what `formatTime` writes; undefined for anything else. A clock of its own is given as `boot`. */
export function parseTime(text: string): { time_ns: bigint; clock: ClockKind } | undefined {
  const own = /^([+-])(\d+)(?:\.(\d{1,9}))?s$/.exec(text);
  if (own) {
    const [, sign, seconds = '0', fraction = ''] = own;
    const time_ns = BigInt(seconds) * perSecond + BigInt(fraction.padEnd(9, '0'));
    return { time_ns: sign === '-' ? -time_ns : time_ns, clock: 'boot' };
  }
  const [, date, fraction = ''] =
    /^([+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text) ?? [];
  const ms = date === undefined ? Number.NaN : Date.parse(`${date}Z`);
  if (Number.isNaN(ms)) return undefined;
  return { time_ns: BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0')), clock: 'unix' };
}
