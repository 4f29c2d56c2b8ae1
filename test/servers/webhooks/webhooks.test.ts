import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { postMessage } from '../../../src/webhooks/post-message.ts';
import { runWebhooks } from '../../../src/webhooks/run-webhooks.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { until } from '../../support/until.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
let receiver: Server;
let url: string;
/** The receiver's responses, by the number of the request to a path. */
let answer = (_path: string, _count: number): number => 200;
const received: { path: string; status: number; body: string; headers: Record<string, string> }[] = [];
beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = request.url ?? '';
    const status = answer(path, received.filter((one) => one.path === path).length);
    received.push({ path, status, body, headers: request.headers as Record<string, string> });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  argus = await startArgus({ WEBHOOK_ALLOW_PRIVATE: 'true' });
  car = vehicle(argus.url);
});
afterAll(async () => {
  await argus?.close();
  receiver.closeAllConnections();
  receiver.close();
});

const call = (path: string, method = 'GET') => fetch(`${argus.url}/api/v1/webhooks${path}`, { method });
const listed = async (id: string) => {
  const { webhooks } = (await (await call('')).json()) as {
    webhooks: { webhook_id: string; pending: number; dead: number; last_error: string | null }[];
  };
  return webhooks.find(({ webhook_id }) => webhook_id === id);
};
const create = (path: string, more: Record<string, unknown> = {}) =>
  car.post<{ webhook_id: string; secret: string }>('/webhooks', { url: `${url}${path}`, ...more });
const takenAt = (path: string) => received.filter((one) => one.path === path && one.status === 200);
const idsAt = (path: string) => takenAt(path).map(({ headers }) => headers['webhook-id']);
/** Pending requests no longer wait. */
const hurry = () => argus.stores.db.query('UPDATE webhook_queues SET next_attempt_at = now()');

test('delivers each event in order, signed, through failures', async () => {
  answer = (path, count) => (path === '/flaky' && count % 3 === 1 ? 503 : 200);
  const flaky = await create('/flaky');
  const filtered = await create('/filtered', { event_types: ['DiagnosisCompleted'] });
  const ids = await Promise.all(
    [1, 2].map((seed) => car.deliver([{ name: 'drive.mcap', bytes: sampleMcap({ seed }) }])),
  );
  for (const id of ids) await car.ended(id);
  await until('all to be delivered', async () => {
    await hurry();
    return (await listed(flaky.webhook_id))?.pending === 0;
  });
  for (const id of ids) {
    const wanted = await argus.stores.events.after(id, 0, 100);
    const of = takenAt('/flaky').filter(({ body }) => JSON.parse(body).batch_id === id);
    expect(of.map(({ headers }) => headers['webhook-id'])).toEqual(wanted.map(({ event_id }) => event_id));
  }
  for (const { body, headers } of takenAt('/flaky')) {
    const event = new Webhook(flaky.secret).verify(body, headers) as { event_id: string };
    expect(event.event_id).toBe(headers['webhook-id']);
  }
  expect(received.some(({ path, status }) => path === '/flaky' && status === 503)).toBe(true);
  await until('the filtered ones', () => takenAt('/filtered').length === 2);
  expect(takenAt('/filtered').map(({ body }) => JSON.parse(body).event_type)).toEqual(
    Array(2).fill('DiagnosisCompleted'),
  );
  await until('the queues to be closed', async () => {
    const { rows } = await argus.stores.db.query('SELECT FROM webhook_queues');
    return rows.length === 0;
  });
  for (const { webhook_id } of [flaky, filtered])
    expect((await call(`/${webhook_id}`, 'DELETE')).status).toBe(204);
});

test('gives up after a day, shows what was given up, and delivers it on request', async () => {
  answer = () => 500;
  const { webhook_id } = await create('/dead');
  const id = await car.deliver([{ name: 'drive.mcap', bytes: sampleMcap({ seed: 3 }) }]);
  await car.ended(id);
  await until(
    'an attempt',
    async () => (await listed(webhook_id))?.last_error === 'the endpoint answered 500',
  );
  const wanted = (await argus.stores.events.after(id, 0, 100)).map(({ event_id }) => event_id);
  expect(await listed(webhook_id)).toMatchObject({ pending: wanted.length, dead: 0 });
  await argus.stores.db.query(`UPDATE webhook_deliveries SET created_at = now() - interval '25 hours'`);
  await hurry();
  await until('it to be given up', async () => (await listed(webhook_id))?.dead === wanted.length);
  const { dead_letters: letters } = (await (await call(`/${webhook_id}/dead-letters`)).json()) as {
    dead_letters: { event_id: string }[];
  };
  expect(letters.map(({ event_id }) => event_id)).toEqual(wanted.toReversed());
  expect(letters[0]).toMatchObject({ batch_id: id, error: 'the endpoint answered 500' });
  answer = () => 200;
  expect(await car.post(`/webhooks/${webhook_id}/redeliver`)).toMatchObject({ events: wanted.length });
  await until('them', async () => (await listed(webhook_id))?.pending === 0);
  expect(idsAt('/dead')).toEqual(wanted);
  expect((await call(`/${webhook_id}`, 'DELETE')).status).toBe(204);
  expect((await call(`/${webhook_id}/dead-letters`)).status).toBe(404);
});

test('an endpoint that hangs does not delay the others', async () => {
  const taken: string[] = [];
  const { webhooks } = argus.stores;
  const queues = ['slow', 'fast'].flatMap((endpoint) =>
    Array.from({ length: 20 }, (_, nth) => ({
      endpoint_id: endpoint,
      batch_id: `${endpoint}-${nth}`,
      attempts: 0,
      url: endpoint,
      secret: 'whsec_AAAA',
    })),
  );
  const left = new Set(queues);
  const stop = new AbortController();
  let release: () => void = () => undefined;
  const hang = new Promise<void>((resolve) => {
    release = resolve;
  });
  const event = { ...(await argus.stores.events.after((await anyBatch()).id, 0, 1))[0] };
  const running = runWebhooks(
    {
      webhooks: {
        ...webhooks,
        due: async (busy) => [...left].filter((one) => !busy.includes(`${one.endpoint_id} ${one.batch_id}`)),
        waiting: async (queue) => {
          const known = [...left].find(({ batch_id }) => batch_id === queue.batch_id);
          return known ? [event as never] : [];
        },
        delivered: async ({ batch_id }) => {
          for (const one of left) if (one.batch_id === batch_id) left.delete(one);
        },
      },
      post: async (endpoint) => {
        if (endpoint === 'slow') await hang;
        taken.push(endpoint);
      },
      onOutcome: () => undefined,
      logger: argus.logger,
    },
    stop.signal,
  );
  await until('the fast ones', () => taken.length === 20);
  expect(new Set(taken)).toEqual(new Set(['fast']));
  stop.abort();
  release();
  await running;
});

async function anyBatch() {
  const [batch] = await argus.stores.batches.list({}, undefined, 1);
  if (!batch) throw new Error('a test before this one made batches');
  return batch;
}

test('a private URL, or one without TLS, is refused where it is not allowed', async () => {
  const strict = await import('../../support/test-api.ts').then(({ startTestApi }) => startTestApi());
  try {
    for (const bad of [
      'https://10.0.0.1/',
      'https://localhost/',
      'http://example.com/',
      'ftp://example.com/',
      'x',
    ]) {
      expect((await strict.post('/webhooks', { url: bad })).status).toBe(400);
    }
    const good = await strict.post('/webhooks', { url: 'https://example.com/hook' });
    expect(good).toMatchObject({
      status: 201,
      body: { event_types: null, secret: expect.stringMatching(/^whsec_/) },
    });
    const { body } = await strict.call('/webhooks');
    expect(JSON.stringify(body)).not.toContain('whsec_');
    expect((await strict.post('/webhooks', { url: 'https://a.example/', event_types: ['No'] })).status).toBe(
      400,
    );
  } finally {
    await strict.close();
  }
  await expect(postMessage(`${url}/x`, '{}', {}, false)).rejects.toThrow('not public');
});
