import { type PublishDeps, publishPage } from '../relay/publish-page.ts';
import type { EventStore } from '../stores/postgres/events.ts';

export interface RepublishDeps extends PublishDeps {
  events: Pick<EventStore, 'publishedSince'>;
  ensureTopics(): Promise<void>;
  onProgress?(published: number): void;
}

const pageSize = 500;

/**
 * Publishes again what has been published, in the order of the table and therefore of each batch, under the same ids:
 * consumers ignore ids that they know. Unpublished events are left to the relay, which may run meanwhile.
 * @returns how many events were published.
 */
export async function republishEvents(deps: RepublishDeps, since: Date): Promise<number> {
  await deps.ensureTopics();
  let published = 0;
  for (let seq = 0; ; ) {
    const page = await deps.events.publishedSince(since.toISOString(), seq, pageSize);
    const last = page.at(-1);
    if (!last) return published;
    await publishPage(deps, page, async (seqs) => {
      published += seqs.length;
      deps.onProgress?.(published);
    });
    seq = last.seq;
  }
}
