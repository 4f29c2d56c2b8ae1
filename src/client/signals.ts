import type { SeriesBody, SeriesFormat, SignalPageBody } from '../api/signals/schema.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

/** Times in nanoseconds on the clock of the drive. */
export interface SeriesQuery {
  signal: readonly string[];
  from?: bigint | undefined;
  to?: bigint | undefined;
  /** At most so many samples or buckets of each signal. */
  points?: number | undefined;
}

type SeriesFileFormat = Exclude<SeriesFormat, 'json'>;

export function signalCalls(http: Http) {
  const of = (batchId: string) => `/batches/${encodeURIComponent(batchId)}`;
  const seriesPath = (
    batchId: string,
    { signal, from, to, points }: SeriesQuery,
    format?: SeriesFileFormat,
  ) =>
    withQuery(`${of(batchId)}/series`, {
      signal,
      from: from?.toString(),
      to: to?.toString(),
      points,
      format,
    });
  return {
    listSignals: (
      batchId: string,
      query: { text?: string | undefined; cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => http.get<SignalPageBody>(withQuery(`${of(batchId)}/signals`, { ...query }), signal),
    getSeries: (batchId: string, query: SeriesQuery, signal?: AbortSignal) =>
      http.get<SeriesBody>(seriesPath(batchId, query), signal),
    seriesUrl: (batchId: string, query: SeriesQuery, format: SeriesFileFormat) =>
      http.base + seriesPath(batchId, query, format),
  };
}
