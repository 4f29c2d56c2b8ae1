import { expect, test, vi } from 'vitest';
import { createClient } from '../../../src/client/client.ts';
import { watchBatch } from '../../../src/client/watch-batch.ts';

test('whoever watches a batch is told why nothing comes and when the next attempt follows', async () => {
  vi.useFakeTimers();
  try {
    const answers = [
      () => Promise.reject(new TypeError('fetch failed')),
      async () => Response.json({ status: 'uploaded' }),
      async () => Response.json({ error: 'Argus is starting.', code: 'unavailable' }, { status: 503 }),
      async () => new Response('event: end\ndata: {}\n\n'),
      async () => Response.json({ status: 'completed' }),
    ];
    const fetch = vi.fn(() => (answers.shift() as (typeof answers)[0])());
    const client = createClient({ server: 'http://argus.example', fetch });
    const seen: string[] = [];
    const watched = watchBatch(client, 'b', {
      onChange: ({ status }) => seen.push(status),
      onRetry: (error, pauseMs) => seen.push(`${error.message} ${pauseMs > 0}`),
    });
    await vi.runAllTimersAsync();
    expect(await watched).toEqual({ status: 'completed' });
    expect(seen).toEqual([
      expect.stringMatching(/argus\.example.* true$/s),
      'uploaded',
      'Argus is starting. true',
      'completed',
    ]);
  } finally {
    vi.useRealTimers();
  }
});
