import type { ClockKind } from '../../recordings/summary/file-summary.ts';

export interface Tick {
  at: number;
  label: string;
}

/** Round values from just below `low` to just above `high`, about `wanted` of them. */
export function valueTicks(
  low: number,
  high: number,
  wanted = 5,
): { ticks: Tick[]; low: number; high: number } {
  const step = roundStep((high - low || Math.abs(high) || 1) / wanted);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    const at = (first + i) * step;
    return { at, label: grouped(Number(at.toFixed(digits))) };
  });
  return { ticks, low: first * step, high: last * step };
}

/** 1, 2 or 5 times a power of ten, not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least * 0.999) ?? 10);
}

const minute = 60;
const hour = 3600;
const day = 86_400;
const timeSteps = [1, 2, 5, 10, 15, 30]
  .concat([1, 2, 5, 10, 15, 30].map((count) => count * minute))
  .concat([1, 2, 3, 6, 12].map((count) => count * hour))
  .concat([1, 2, 7, 14, 30, 90, 365, 730, 1825, 3650].map((count) => count * day));

/** Ticks inside a span in seconds: UTC times of day or dates, or seconds on a recorder's own clock. */
export function timeTicks(start: number, end: number, clock: ClockKind, wanted = 7): Tick[] {
  if (clock !== 'unix') {
    return valueTicks(start, end, wanted).ticks.filter(({ at }) => at >= start && at <= end);
  }
  const step = timeSteps.find((each) => (end - start) / each <= wanted) ?? roundStep((end - start) / wanted);
  const ticks: Tick[] = [];
  for (let at = Math.ceil(start / step) * step; at <= end; at += step) {
    const date = new Date(at * 1000).toISOString();
    ticks.push({
      at,
      label: step < minute ? date.slice(11, 19) : step < day ? date.slice(11, 16) : date.slice(0, 10),
    });
  }
  return ticks;
}

/** What stands under a time axis. */
export function timeAxisName(start: number, end: number, clock: ClockKind): string {
  if (clock !== 'unix') return 'seconds since the recorder was switched on';
  const dates = [start, end].map((at) => new Date(at * 1000).toISOString().slice(0, 10));
  return dates[0] === dates[1] ? `UTC, ${dates[0]}` : `UTC, ${dates[0]} to ${dates[1]}`;
}

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** With a comma between thousands. */
export function grouped(value: number): string {
  return numbers.format(value);
}

/** Where a value lies between two pixels. */
export function linear(low: number, high: number, from: number, to: number): (value: number) => number {
  const factor = (to - from) / (high - low || 1);
  return (value) => from + (value - low) * factor;
}
