import type { SeriesBody, SignalPageBody } from '../api/signals/schema.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface SeriesQuery {
  /** As `listSignals` names them, at most 20. */
  signals: readonly string[];
  /** Decimal nanoseconds on the clock of the drive. */
  from?: string | undefined;
  to?: string | undefined;
  points?: number | undefined;
}

export function signalCalls({ get }: Http) {
  return {
    /** Those of files that are not listed yet follow: `pending_files`. */
    listSignals: (
      batchId: string,
      query: { text?: string | undefined; cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) =>
      get<SignalPageBody>(withQuery(`/batches/${encodeURIComponent(batchId)}/signals`, { ...query }), signal),
    /** Waits until they are made from the recordings: the API asks for repeats meanwhile. */
    getSeries: (batchId: string, { signals, ...query }: SeriesQuery, signal?: AbortSignal) => {
      const names = signals.map((name) => `signal=${encodeURIComponent(name)}`).join('&');
      const path = withQuery(`/batches/${encodeURIComponent(batchId)}/series`, { ...query });
      return get<SeriesBody>(`${path}${path.includes('?') ? '&' : '?'}${names}`, signal);
    },
  };
}
