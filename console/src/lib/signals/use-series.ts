import { patient, withRetries } from '../../../../src/client/retry.ts';
import { ApiError } from '../../api/api-error.ts';
import { getSeries, type SeriesBody } from '../../api/signals.ts';
import { type Query, useQuery } from '../use-query.ts';

interface Window {
  from: bigint | undefined;
  to: bigint | undefined;
}

/** The first look at a recording reads it, which may take longer than one request. */
const isBeingRead = (error: unknown) => error instanceof ApiError && error.code === 'unavailable';

/** The signals of a batch in a window; nothing without a batch or signals. */
export function useSeries(
  batchId: string | undefined,
  signals: readonly string[],
  window: Window,
  points: number,
): Query<SeriesBody> {
  const key = JSON.stringify([batchId, signals, String(window.from), String(window.to), points]);
  return useQuery(batchId === undefined || signals.length === 0 ? undefined : `series ${key}`, (signal) =>
    withRetries(() => getSeries(batchId ?? '', { signal: signals, points, ...window }, signal), {
      policy: patient,
      mayRepeat: isBeingRead,
      signal,
    }),
  );
}
