import { expect, test, vi } from 'vitest';
import { createClient } from '../../../src/client/client.ts';

const policy = { tries: 3, firstMs: 1, maxMs: 2 };
const refused = { error: 'No such batch.', code: 'not_found', request_id: 'r-1' };
const away = () => new Response('<html>Bad gateway</html>', { status: 502 });
const found = () => Response.json({ batches: [] });

/** A server that gives these responses one after the other. */
function clientOf(...answers: (() => Response)[]) {
  const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => {
    const answer = answers.shift();
    if (!answer) throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    return answer();
  });
  const client = createClient({
    server: 'http://argus:8080/',
    fetch: fetch as typeof globalThis.fetch,
    retries: policy,
  });
  return { client, fetch };
}

test('an error of the API carries its code, its request and the field', async () => {
  const { client } = clientOf(() => Response.json({ ...refused, field: 'id' }, { status: 404 }));
  await expect(client.getBatch('x')).rejects.toMatchObject({
    name: 'ApiError',
    message: 'No such batch.',
    status: 404,
    code: 'not_found',
    requestId: 'r-1',
    field: 'id',
  });
});

test('a read is repeated until it succeeds', async () => {
  const { client, fetch } = clientOf(away, away, found);
  expect(await client.listBatches({ limit: 1, vehicle_id: 'a b' })).toEqual({ batches: [] });
  expect(fetch).toHaveBeenCalledTimes(3);
  expect(fetch.mock.calls[0]?.[0]).toBe('http://argus:8080/api/v1/batches?limit=1&vehicle_id=a+b');
});

test('a POST is repeated with the same key, by which the server recognises it', async () => {
  const underWay = () => Response.json({ ...refused, code: 'in_progress' }, { status: 409 });
  const { client, fetch } = clientOf(away, underWay, found);
  await client.reprocessBatch('x');
  await client.reprocessBatch('x').catch(() => undefined);
  const keys = fetch.mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'));
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
  expect(keys[3]).not.toBe(keys[0]);
});

test('an unavailable server is named with the cause and a next step', async () => {
  const { client } = clientOf();
  const error = await client.getBatch('x').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    status: 0,
    code: 'unreachable',
    message: 'Argus cannot be reached at http://argus:8080/: connect ECONNREFUSED.',
    nextStep: expect.stringContaining('running'),
  });
});

test('an answer that is not from Argus is reported as such', async () => {
  const { client } = clientOf(() => new Response('<html>'));
  await expect(client.getBatch('x')).rejects.toMatchObject({ status: 200, code: 'not_understood' });
});

test('an abort by the caller is passed on unchanged', async () => {
  const aborted = AbortSignal.abort();
  const client = createClient({ server: 'http://127.0.0.1:1', retries: policy });
  await expect(client.getBatch('x', aborted)).rejects.toMatchObject({ name: 'AbortError' });
});
