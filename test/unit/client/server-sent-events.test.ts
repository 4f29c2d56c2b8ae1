import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readServerSentEvents } from '../../../src/client/server-sent-events.ts';

const text = ': hello\n\nid: 7\nevent: progress\ndata: {"a":1}\n\ndata: two\ndata: lines\n\nid: 9\n\n';

test('server-sent events are the same however the stream is chunked', async () => {
  const bytes = Buffer.from(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), async (sizes) => {
      const pieces: Buffer[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        pieces.push(bytes.subarray(at, at + size));
        at += size;
      }
      const events = [];
      for await (const event of readServerSentEvents(Readable.from(pieces))) events.push(event);
      expect(events).toEqual([
        { id: '7', event: 'progress', data: '{"a":1}' },
        { id: undefined, event: 'message', data: 'two\nlines' },
      ]);
    }),
  );
});
