import { useState } from 'preact/hooks';
import { type ListedSignal, listSignals } from '../../api/signals.ts';
import { type Query, useQuery } from '../use-query.ts';

interface SignalList {
  signals: ListedSignal[];
  /** Files whose signals are not listed yet. */
  pending: number;
  /** Signals beyond what a list holds. */
  omitted: number;
  /** Whether there are more than `limit` for one of the texts. */
  more: boolean;
}

/** While the signals of some files are still being listed. */
const pendingMs = 1_500;

/** The signals that match one of the texts; asked again until the signals of all files are listed. */
export function useSignalList(batchId: string, texts: readonly string[], limit: number): Query<SignalList> {
  const [pending, setPending] = useState(false);
  return useQuery(
    `signals ${batchId} ${limit} ${texts.join('\n')}`,
    async (signal) => {
      const pages = await Promise.all(texts.map((text) => listSignals(batchId, { text, limit }, signal)));
      const waiting = Math.max(0, ...pages.map(({ pending_files }) => pending_files));
      setPending(waiting > 0);
      return {
        signals: pages.flatMap((page) => page.signals),
        pending: waiting,
        omitted: Math.max(0, ...pages.map(({ omitted_signals }) => omitted_signals)),
        more: pages.some(({ next_cursor }) => next_cursor !== null),
      };
    },
    pending ? pendingMs : undefined,
  );
}
