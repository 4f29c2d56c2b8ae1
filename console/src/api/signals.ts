import { argus } from './client.ts';

/** A signal of a batch, as `GET …/signals` lists it. */
export interface SignalBody {
  /** Names it in `series`. */
  signal: string;
  topic: string;
  type: string;
  field: string;
  kind: 'number' | 'text' | 'log';
  unit: string | null;
  labels: Record<string, string> | null;
  count: number;
  min: number | null;
  max: number | null;
  start_ns: string;
  end_ns: string;
  clock: 'unix' | 'boot' | 'unknown';
  files: number;
}

export interface SignalPageBody {
  signals: SignalBody[];
  next_cursor: string | null;
  /** Files whose signals are not listed yet. */
  pending_files: number;
}

/** One signal over a time: as it was recorded, in buckets, or as events. */
export interface SeriesBody {
  signal: string;
  unit: string | null;
  labels: Record<string, string> | null;
  clock: 'unix' | 'boot' | 'unknown';
  kind: 'raw' | 'buckets' | 'events';
  /** `t` counts from here. */
  start_ns: string;
  /** Nanoseconds, ascending. */
  t: number[];
  value?: number[];
  min?: number[];
  max?: number[];
  mean?: number[];
  text?: string[];
  severity?: string[];
  total: number;
  omitted: number;
}

export interface SeriesPageBody {
  from_ns: string | null;
  to_ns: string | null;
  series: SeriesBody[];
}

export const { listSignals, getSeries, seriesUrl } = argus;
