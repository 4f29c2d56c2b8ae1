import { setTimeout as delay } from 'node:timers/promises';
import type { ProgressBody } from '../api/batches/progress-schema.ts';
import { type ApiClient, isPassing } from './http-client.ts';
import { readServerSentEvents } from './sse.ts';

export type BatchView = ProgressBody;

const terminal = ['completed', 'failed'];
const reconnectMs = 1_000;

/** Follows a batch until its run is over; goes on where it was after a dropped stream. */
export async function watchBatch(
  client: ApiClient,
  batchId: string,
  onChange: (view: BatchView) => void,
): Promise<BatchView> {
  let lastEventId = '';
  const path = `/api/v1/batches/${batchId}`;
  const look = async () => {
    const view = await client.get<BatchView>(`${path}/progress`);
    onChange(view);
    return view;
  };
  for (;;) {
    try {
      const view = await look();
      if (terminal.includes(view.status)) return view;
      const stop = new AbortController();
      const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {};
      const response = await client.stream(`${path}/events`, headers, stop.signal);
      try {
        for await (const event of readServerSentEvents(response.body as unknown as AsyncIterable<Buffer>)) {
          lastEventId = event.id ?? lastEventId;
          if (event.event === 'progress') onChange(JSON.parse(event.data) as BatchView);
          if (event.event === 'end') break;
        }
      } finally {
        stop.abort();
      }
      continue;
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await delay(reconnectMs);
  }
}
