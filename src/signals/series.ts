import type { ClockKind } from '../recordings/summary/file-summary.ts';
import { type BucketSeries, lowerBound, type Part, type RawSeries, rangeOf, seriesOf } from './buckets.ts';
import type { Column, NumberColumn, TextColumn } from './column.ts';

/** The column of one file, and how far the clock of the file is ahead of the drive's, in nanoseconds. */
export interface PlacedColumn {
  column: Column;
  clock: ClockKind;
  aheadNs: bigint;
}

export interface EventSeries {
  kind: 'events';
  t: number[];
  text: string[];
  severity?: string[] | undefined;
}

interface SeriesFacts {
  signal: string;
  unit: string | null;
  labels: Record<string, string> | null;
  clock: ClockKind;
  /** Decimal nanoseconds, from which `t` counts. */
  start_ns: string;
  /** Samples in the window. */
  total: number;
  /** Samples beyond what is kept of a file. */
  omitted: number;
}

export type Series = SeriesFacts & (RawSeries | BucketSeries | EventSeries);

export interface Window {
  fromNs: bigint | undefined;
  toNs: bigint | undefined;
  points: number;
}

/** The series of one signal: one for each clock, since times of different clocks cannot be on one axis. */
export function seriesOfSignal(signal: string, placed: readonly PlacedColumn[], window: Window): Series[] {
  const filled = placed.filter(({ column }) => column.times.length > 0);
  return [...Map.groupBy(filled, ({ clock }) => clock)].flatMap(([clock, group]) =>
    ofClock(signal, clock, group, window),
  );
}

/** Of a signal none of whose values is a finite number. */
export function emptySeries(
  signal: string,
  { unit, labels }: Pick<SeriesFacts, 'unit' | 'labels'>,
  clock: ClockKind,
): Series {
  const facts = { signal, unit, labels, clock, start_ns: '0', total: 0, omitted: 0 };
  return { ...facts, kind: 'raw', t: [], value: [] };
}

function ofClock(signal: string, clock: ClockKind, group: readonly PlacedColumn[], window: Window): Series[] {
  const startNs = earliest(group.map(startOf));
  const facts = {
    signal,
    unit: group.find(({ column }) => column.unit !== null)?.column.unit ?? null,
    labels: group.find(({ column }) => column.labels !== null)?.column.labels ?? null,
    clock,
    start_ns: String(startNs),
    omitted: group.reduce((sum, { column }) => sum + column.omitted, 0),
  };
  const from = window.fromNs === undefined ? Number.NEGATIVE_INFINITY : Number(window.fromNs - startNs);
  const to = window.toNs === undefined ? Number.POSITIVE_INFINITY : Number(window.toNs - startNs);
  const within = (each: PlacedColumn) => ({ shift: Number(startOf(each) - startNs), from, to });
  const numbers = group.flatMap((each): Part[] =>
    each.column.kind === 'number' ? [{ column: each.column as NumberColumn, ...within(each) }] : [],
  );
  const texts = group.filter(({ column }) => column.kind === 'text');
  const found: Series[] = [];
  const total = numbers.map(rangeOf).reduce((sum, [first, end]) => sum + end - first, 0);
  if (total > 0) found.push({ ...facts, total, ...seriesOf(numbers, window.points) });
  if (texts.length > 0) {
    const events = eventsOf(
      texts.map((each) => ({ column: each.column as TextColumn, ...within(each) })),
      window,
    );
    if (events.total > 0) found.push({ ...facts, ...events });
  }
  return found;
}

/** `Math.min` does not accept BigInt. */
function earliest(times: readonly bigint[]): bigint {
  return times.toSorted((a, b) => Number(a > b) - Number(a < b))[0] ?? 0n;
}

function startOf({ column, aheadNs }: PlacedColumn): bigint {
  return column.startNs - aheadNs;
}

interface TextPart {
  column: TextColumn;
  shift: number;
  from: number;
  to: number;
}

/** The first `points` events; `total` counts all. */
function eventsOf(parts: readonly TextPart[], { points }: Window): EventSeries & { total: number } {
  const events: { t: number; text: string; severity: string | undefined }[] = [];
  for (const { column, shift, from, to } of parts) {
    const { times, texts, severities } = column;
    for (let at = lowerBound(times, from - shift); at < times.length; at += 1) {
      const t = (times[at] as number) + shift;
      if (t > to) break;
      events.push({ t, text: texts[at] ?? '', severity: severities?.[at] });
    }
  }
  events.sort((a, b) => a.t - b.t);
  const shown = events.slice(0, points);
  const isLog = shown.some(({ severity }) => severity !== undefined);
  return {
    kind: 'events',
    total: events.length,
    t: shown.map(({ t }) => t),
    text: shown.map(({ text }) => text),
    severity: isLog ? shown.map(({ severity }) => severity ?? 'info') : undefined,
  };
}
