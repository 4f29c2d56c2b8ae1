import type { OneSeries, SeriesBody } from '../../api/signals.ts';

/** What one plot draws: columns of equal length, seconds first. */
export interface PlotData {
  /** Seconds since the plot's origin, ascending. */
  x: number[];
  lines: PlotLine[];
  /** Texts at their times, in seconds since the origin. */
  events: PlotEvent[];
}

export interface PlotLine {
  kind: 'value' | 'min' | 'max';
  /** Which of the batches it is from: 0, or 1 of the compared one. */
  of: number;
  values: (number | null)[];
}

export interface PlotEvent {
  at: number;
  text: string;
  severity: string | undefined;
}

/**
 * The data of one plot. Each of `parts` is the signal in one batch.
 * @param originNs where the time of each part begins: the same for one clock, the beginning of each drive to compare two.
 */
export function plotData(parts: readonly { series: OneSeries; originNs: bigint; of: number }[]): PlotData {
  const timed = parts.map((part) => ({ ...part, seconds: secondsOf(part.series, part.originNs) }));
  const x = [
    ...new Set(timed.flatMap(({ series, seconds }) => (series.kind === 'events' ? [] : seconds))),
  ].sort((a, b) => a - b);
  const rowOf = new Map(x.map((at, row) => [at, row]));
  const lines = timed.flatMap(({ series, seconds, of }) =>
    columnsOf(series).map(({ kind, values }): PlotLine => {
      const column = new Array<number | null>(x.length).fill(null);
      for (const [i, at] of seconds.entries()) column[rowOf.get(at) as number] = values[i] ?? null;
      return { kind, of, values: column };
    }),
  );
  const events = timed.flatMap(({ series, seconds }) => eventsOf(series, seconds));
  return { x, lines, events };
}

function columnsOf(series: OneSeries): { kind: PlotLine['kind']; values: number[] }[] {
  switch (series.kind) {
    case 'raw':
      return [{ kind: 'value', values: series.value }];
    case 'buckets':
      return [
        { kind: 'value', values: series.mean },
        { kind: 'min', values: series.min },
        { kind: 'max', values: series.max },
      ];
    default:
      return [];
  }
}

function eventsOf(series: OneSeries, seconds: readonly number[]): PlotEvent[] {
  if (series.kind !== 'events') return [];
  return series.text.map((text, i) => ({
    at: seconds[i] as number,
    text,
    severity: series.severity?.[i],
  }));
}

/** The clock of the axis: that of the calendar where something counts by it. Series of other clocks have no place on it. */
export function axisClock({ series }: SeriesBody): OneSeries['clock'] {
  return series.some(({ clock }) => clock === 'unix') ? 'unix' : (series[0]?.clock ?? 'unknown');
}

/** First and last time on the clock of the axis, in nanoseconds. */
export function spanOf(answer: SeriesBody): { from: bigint; to: bigint } | undefined {
  let span: { from: bigint; to: bigint } | undefined;
  const clock = axisClock(answer);
  for (const one of answer.series.filter((each) => each.clock === clock)) {
    const first = one.t[0];
    const last = (one.kind === 'buckets' ? one.t_end : one.t).at(-1);
    if (first === undefined || last === undefined) continue;
    const [from, to] = [BigInt(one.start_ns) + BigInt(first), BigInt(one.start_ns) + BigInt(last)];
    span = {
      from: span && span.from < from ? span.from : from,
      to: span && span.to > to ? span.to : to,
    };
  }
  return span;
}

/** A double holds seconds since 1970 to a quarter of a microsecond, a plot's own time to much less. */
function secondsOf({ start_ns, t }: OneSeries, originNs: bigint): number[] {
  const start = Number(BigInt(start_ns) - originNs);
  return t.map((ns) => (start + ns) / 1e9);
}

/** The least and the greatest value; undefined where there are only texts. */
export function extremesOf({ lines }: PlotData): { least: number; greatest: number } | undefined {
  const numbers = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  if (numbers.length === 0) return undefined;
  return {
    least: numbers.reduce((a, b) => Math.min(a, b)),
    greatest: numbers.reduce((a, b) => Math.max(a, b)),
  };
}

/** The value at a time: that of the last sample at or before it. */
export function rowAt(x: readonly number[], at: number): number | undefined {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}
