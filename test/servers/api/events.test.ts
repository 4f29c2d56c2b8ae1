import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { streamSchemas } from '../../../src/api/stream/event-schema.ts';
import { readServerSentEvents, type ServerSentEvent } from '../../../src/client/server-sent-events.ts';
import { snapshotOf } from '../../../src/domain/batch.ts';
import { eventTypes } from '../../../src/domain/event.ts';
import { parsedResult } from '../../support/database.ts';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SSE_MAX_STREAMS_PER_CLIENT: '4' });
});
afterAll(() => api.close());

/** Opens a stream and collects its messages. */
async function listen(used: TestApi, batchId: string, lastEventId?: string) {
  const stop = new AbortController();
  const response = await fetch(`${used.url}/api/v1/batches/${batchId}/events`, {
    headers: lastEventId ? { 'last-event-id': lastEventId } : {},
    signal: stop.signal,
  });
  const heard: ServerSentEvent[] = [];
  const ended = (async () => {
    for await (const event of readServerSentEvents(response.body as ReadableStream<Uint8Array>))
      heard.push(event);
  })().catch(() => undefined);
  return { response, heard, ended, stop: () => stop.abort(), names: () => heard.map(({ event }) => event) };
}

async function batchWithFiles(used: TestApi, count: number) {
  const batchId = await used.createBatch();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const body = form({ name: 'file', filename: `${index}`, bytes: 'x' });
    ids.push((await upload(used, batchId, body)).body.file_id);
  }
  return { batchId, ids };
}

/** As the workflow would do it. */
async function work(used: TestApi, batchId: string, ids: string[]) {
  const { batches, files, redis } = used.stores;
  await batches.transition({ batchId, run: 1, to: 'scattering' });
  for (const id of ids) await files.recordResults(batchId, 1, [parsedResult(id)]);
  await batches.openGate(batchId, 1);
  const failed = await batches.fail(batchId, 1, { code: 'gather_failed', message: 'No luck.' });
  await redis.publishProgress(snapshotOf(failed)).catch(() => undefined);
}

describe('the stream of events', () => {
  test('delivers every event and ends with the run', async () => {
    const { batchId, ids } = await batchWithFiles(api, 7);
    const live = await listen(api, batchId);
    expect(live.response.headers.get('content-type')).toContain('text/event-stream');
    await until('the first picture', () => live.names().includes('progress'));
    await api.call(`/batches/${batchId}/complete`, { method: 'POST' });
    await work(api, batchId, ids);
    await live.ended;
    const late = await listen(api, batchId);
    await late.ended;

    for (const { heard, names } of [live, late]) {
      for (const { event, data } of heard) {
        const message = JSON.parse(data);
        // Members that a schema does not name are dropped by it.
        expect(streamSchemas[event as keyof typeof streamSchemas].parse(message)).toEqual(message);
      }
      const statuses = heard
        .filter(({ event }) => event === 'status')
        .map(({ data }) => JSON.parse(data).new_status);
      expect(statuses).toEqual(['uploaded', 'scattering', 'scattered', 'gathering', 'failed']);
      const files = heard
        .filter(({ event }) => event === 'file')
        .flatMap(({ data }) => JSON.parse(data).files);
      expect(files.map(({ file_id }) => file_id)).toEqual(ids);
      expect(names()).toContain('batch_created');
      expect(names()).toContain('all_files_parsed');
      expect(names().at(-1)).toBe('end');
    }
    expect(late.names().filter((name) => name === 'file')).toHaveLength(1);
  });

  test('continues after any event without a gap or a repeat', async () => {
    const { batchId, ids } = await batchWithFiles(api, 3);
    await api.stores.batches.freeze(batchId);
    await work(api, batchId, ids);
    const whole = await api.stores.events.after(batchId, 0, 100);
    for (const { seq } of whole) {
      const rest = await listen(api, batchId, String(seq));
      await rest.ended;
      const last = rest.heard
        .filter(({ id }) => id !== undefined)
        .map(({ id }) => Number.parseInt(id ?? '', 10));
      // The end comes after the same event as the last one.
      expect(last.slice(0, -1).every((id) => id > seq)).toBe(true);
      expect(last.at(-1) ?? seq).toBe(whole.at(-1)?.seq);
    }
  });

  test('stays closed after the run ends, until there is another run', async () => {
    const { batchId, ids } = await batchWithFiles(api, 1);
    await api.stores.batches.freeze(batchId);
    await work(api, batchId, ids);
    const whole = await listen(api, batchId);
    await whole.ended;
    const end = whole.heard.at(-1);
    expect(end?.event).toBe('end');
    const again = await listen(api, batchId, end?.id);
    expect([again.response.status, await again.response.text()]).toEqual([204, '']);
    // A client that has missed only the end still receives it.
    const missed = await listen(api, batchId, `${Number.parseInt(end?.id ?? '', 10)}`);
    await missed.ended;
    expect(missed.names()).toEqual(['progress', 'end']);
    await api.stores.batches.beginRun(batchId, ['failed']);
    const next = await listen(api, batchId, end?.id);
    expect(next.response.status).toBe(200);
    next.stop();
  });

  test('answers HEAD at once', async () => {
    const url = `${api.url}/api/v1/batches/${await api.createBatch()}/events`;
    const { status, headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });

  test('counts the clients behind a proxy separately, if the proxy is known', async () => {
    const most = { SSE_MAX_STREAMS_PER_CLIENT: '1' };
    const behind = await startTestApi({ ...most, TRUST_PROXY: 'loopback' });
    const direct = await startTestApi(most);
    const statusOf = async (used: TestApi, client: string) => {
      const stop = new AbortController();
      const response = await fetch(`${used.url}/api/v1/batches/${await used.createBatch()}/events`, {
        headers: { 'x-forwarded-for': client },
        signal: stop.signal,
      });
      return { status: response.status, stop };
    };
    const streams = [];
    for (const client of ['203.0.113.1', '203.0.113.2', '203.0.113.2'])
      streams.push(await statusOf(behind, client));
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 429]);
    // Clients that connect directly do not get more streams by naming another client.
    for (const client of ['203.0.113.1', '203.0.113.2']) streams.push(await statusOf(direct, client));
    expect(streams.slice(3).map(({ status }) => status)).toEqual([200, 429]);
    for (const { stop } of streams) stop.abort();
    await behind.close();
    await direct.close();
  });

  test('refuses an invalid place to resume at, and too many streams', async () => {
    const batchId = await api.createBatch();
    const bad = await api.call(`/batches/${batchId}/events`, { headers: { 'last-event-id': 'x' } });
    expect([bad.status, bad.body.code]).toEqual([400, 'validation']);
    const open = await Promise.all(Array.from({ length: 4 }, () => listen(api, batchId)));
    const refused = await api.call(`/batches/${batchId}/events`);
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    for (const { stop } of open) stop();
    const again = await until('room', async () => {
      const stream = await listen(api, batchId);
      return stream.response.status === 200 && stream;
    });
    again.stop();
  });

  test('continues, more slowly, without Redis', async () => {
    const without = await startTestApi({ REDIS_ADDR: '127.0.0.1:1' });
    const { batchId, ids } = await batchWithFiles(without, 2);
    const { heard, ended, names } = await listen(without, batchId);
    await without.stores.batches.freeze(batchId);
    await work(without, batchId, ids);
    await ended;
    expect(names().at(-1)).toBe('end');
    expect(
      heard.filter(({ event }) => event === 'file').flatMap(({ data }) => JSON.parse(data).files),
    ).toHaveLength(2);
    await without.close();
  });

  test('does not prevent the server from stopping', async () => {
    // It would wait for the stream as long, and the test with it.
    const other = await startTestApi({ SHUTDOWN_GRACE_SECONDS: '300' });
    const { ended } = await listen(other, await other.createBatch());
    await other.close();
    await ended;
  });
});

test('events are described to programs, with the topics that are set', async () => {
  const read = async (path: string) => {
    const response = await fetch(`${api.url}${path}`);
    const body = (await response.json()) as ReturnType<typeof JSON.parse>;
    return { type: response.headers.get('content-type'), body };
  };
  const { type, body } = await read('/asyncapi.json');
  expect(type).toContain('application/json');
  expect(body.channels.events.address).toBe(api.environment.KAFKA_TOPIC);
  expect(body.channels.deadLetters.address).toBe(api.environment.KAFKA_DLQ_TOPIC);
  const schema = await read('/schemas/event-v1.json');
  expect(schema.type).toContain('application/schema+json');
  expect(Object.keys(schema.body.$defs)).toEqual([...eventTypes]);
});
