import { createLatestFlight } from '../../async/latest-flight.ts';
import type { Batch } from '../../domain/batch.ts';
import type { StoredEvent } from '../../domain/event.ts';
import type { FollowDeps } from './follow-batch.ts';

/** Watchers of one batch who look at the same time share the look: one piece of news would otherwise be read by each. */
export function shareLooks({ batches, events }: Pick<FollowDeps, 'batches' | 'events'>) {
  const batchFlight = createLatestFlight<Batch | undefined>();
  const eventsFlight = createLatestFlight<StoredEvent[]>();
  return {
    batches: { get: (id: string) => batchFlight(id, () => batches.get(id)) },
    events: {
      after: (id: string, seq: number, limit: number) =>
        eventsFlight(`${id}/${seq}/${limit}`, () => events.after(id, seq, limit)),
    },
  };
}
