import { expect, test, vi } from 'vitest';
import { createClient } from '../../../src/client/client.ts';
import type { Connection } from '../../../src/client/follow-batch.ts';

const event = (id: number | undefined, name: string, data: unknown) =>
  `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
const stream = (...events: string[]) => new Response(events.join(''));

/** A server that gives these responses one after the other, and the ids after which the client resumed. */
function follow(answers: Response[], lastEventId?: string) {
  const resumedAt: (string | null)[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    resumedAt.push(new Headers(init?.headers).get('last-event-id'));
    return answers.shift() as Response;
  };
  const client = createClient({ server: '', fetch: fetch as typeof globalThis.fetch });
  const heard: string[] = [];
  const connections: Connection[] = [];
  const ended = client.followBatch('b', {
    lastEventId,
    onMessage: (message) => heard.push(`${message.event} ${message.id}`),
    onConnection: (connection) => connections.push(connection),
  });
  return { ended, heard, connections, resumedAt };
}

test('a broken stream is resumed after the last event, until the run is over', async () => {
  vi.useFakeTimers();
  const cut = stream(event(1, 'status', {}), event(undefined, 'progress', {}), 'event: file\nid: 2\nda');
  const { ended, heard, connections, resumedAt } = follow([
    cut,
    stream(event(2, 'file', {}), event(3, 'end', {})),
  ]);
  await vi.runAllTimersAsync();
  await ended;
  vi.useRealTimers();
  expect(resumedAt).toEqual([null, '1']);
  expect(heard).toEqual(['status 1', 'progress 1', 'file 2', 'end 3']);
  expect(connections).toEqual(['live', 'lost', 'live', 'over']);
});

test('a briefly unavailable server is retried; a refusal ends it', async () => {
  vi.useFakeTimers();
  const gone = Response.json({ error: 'No such batch.', code: 'not_found' }, { status: 404 });
  const { ended, resumedAt } = follow([new Response('', { status: 503 }), gone], '7');
  const refused = expect(ended).rejects.toMatchObject({ code: 'not_found' });
  await vi.runAllTimersAsync();
  await refused;
  vi.useRealTimers();
  expect(resumedAt).toEqual(['7', '7']);
});

test('a stream without even a heartbeat is closed and opened again', async () => {
  vi.useFakeTimers();
  const silent = new Response(new ReadableStream({ start() {} }));
  const { ended, connections } = follow([silent, stream(event(1, 'end', {}))]);
  await vi.runAllTimersAsync();
  await ended;
  vi.useRealTimers();
  expect(connections).toEqual(['live', 'lost', 'live', 'over']);
});

test('whoever has seen the end is told that nothing more comes', async () => {
  const { ended, heard, connections } = follow([new Response(null, { status: 204 })], '9-end');
  await ended;
  expect(heard).toEqual([]);
  expect(connections).toEqual(['over']);
});
