import { scaleLinear, scaleUtc } from 'd3-scale';
import { english, type Language } from '../../language/language.ts';
import type { ClockKind } from '../../recordings/summary/file-summary.ts';

export interface Tick {
  at: number;
  label: string;
}

/** Round values from just below `low` to just above `high`, at most `most` of them. */
export function valueTicks(
  low: number,
  high: number,
  most = 6,
): { ticks: Tick[]; low: number; high: number } {
  const values = atMost(most, (count) =>
    scaleLinear()
      .domain([low, high > low ? high : low + 1])
      .nice(count)
      .ticks(count),
  );
  const ticks = values.map((at) => ({ at, label: grouped(at) }));
  return { ticks, low: values[0] ?? low, high: values.at(-1) ?? high };
}

/** The count passed to d3 is a hint; it returns up to twice as many. */
function atMost<T>(most: number, ticksFor: (count: number) => T[]): T[] {
  let count = most;
  let ticks = ticksFor(count);
  while (ticks.length > most && count > 1) {
    count -= 1;
    ticks = ticksFor(count);
  }
  return ticks;
}

/** Ticks within a span in seconds: UTC times of day or dates, or seconds on a recorder's own clock. */
export function timeTicks(start: number, end: number, clock: ClockKind, most = 8): Tick[] {
  if (clock !== 'unix') {
    return valueTicks(start, end, most).ticks.filter(({ at }) => at >= start && at <= end);
  }
  const scale = scaleUtc().domain([start * 1000, end * 1000]);
  const times = atMost(most, (count) => scale.ticks(count)).map((date) => date.toISOString());
  const [from, to] = timePart(times);
  return times.map((time) => ({ at: Date.parse(time) / 1000, label: time.slice(from, to) }));
}

/** The part of an RFC 3339 time in which the ticks differ. */
function timePart(times: readonly string[]): [from: number, to: number] {
  if (times.every((time) => time.endsWith('T00:00:00.000Z'))) return [0, 10];
  if (times.every((time) => time.endsWith(':00.000Z'))) return [11, 16];
  return times.every((time) => time.endsWith('.000Z')) ? [11, 19] : [11, 23];
}

/** The label of a time axis. */
export function timeAxisName(
  start: number,
  end: number,
  clock: ClockKind,
  { t }: Language = english,
): string {
  if (clock !== 'unix') return t('seconds since the recorder was switched on');
  const dates = [start, end].map((at) => new Date(at * 1000).toISOString().slice(0, 10));
  return dates[0] === dates[1]
    ? t('UTC, {date}', { date: dates[0] ?? '' })
    : t('UTC, {from} to {to}', { from: dates[0] ?? '', to: dates[1] ?? '' });
}

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** With commas as thousands separators. */
export function grouped(value: number): string {
  return numbers.format(value);
}

/** Maps a value to its position between two pixels. */
export function linear(low: number, high: number, from: number, to: number): (value: number) => number {
  return scaleLinear()
    .domain([low, high > low ? high : low + 1])
    .range([from, to]);
}
