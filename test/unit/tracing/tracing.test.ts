import { tracingChannel } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { parseTraceparent, rootSpanIdOf, traceIdOf } from '../../../src/tracing/ids.ts';
import { startTracing } from '../../../src/tracing/start-tracing.ts';
import { noTracing } from '../../../src/tracing/tracing.ts';
import { tracedPublish } from '../../../src/workers/traced.ts';
import { startOtlpReceiver } from '../../support/otlp-receiver.ts';

const batchId = '01890000-0000-7000-8000-00000000ABCD';
const traceId = '018900000000700080000000000' + '0abcd';
const needed = { DB_PASSWORD: 'x', MINIO_ACCESS_KEY: 'x', MINIO_SECRET_KEY: 'x' };
const settings = (more: Record<string, string>) => loadConfig({ ...needed, ...more });

test('the trace of a batch has its id, and one root for every process', () => {
  expect(traceIdOf(batchId)).toBe(traceId);
  expect(traceIdOf('no uuid')).toBeUndefined();
  expect(rootSpanIdOf(batchId)).toMatch(/^[0-9a-f]{16}$/);
  expect(rootSpanIdOf(batchId)).toBe(rootSpanIdOf(batchId.toLowerCase()));
});

test.each([
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
  ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', false],
  ['01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7', false],
  [undefined, false],
])('traceparent %s: %s', (header, valid) => {
  expect(parseTraceparent(header) !== undefined).toBe(valid);
});

test('is off by default, and if the standard variables disable it', async () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  expect(await startTracing(settings({}), 'api')).toBe(noTracing);
  expect(await startTracing(settings({ ...endpoint, OTEL_SDK_DISABLED: 'true' }), 'api')).toBe(noTracing);
  expect(await startTracing(settings({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' }), 'api')).toBe(noTracing);
  const publish = async () => undefined;
  expect(tracedPublish(publish, noTracing)).toBe(publish);
  expect(noTracing.logFields()).toEqual({});
});

test('sends spans to a receiver; a message carries the context of its batch', async () => {
  const receiver = await startOtlpReceiver();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  const tracing = await startTracing(settings({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }), 'relay');
  const sent: (Record<string, string> | undefined)[] = [];
  const publish = tracedPublish(async (_topic, messages) => {
    sent.push(...messages.map(({ headers }) => headers));
  }, tracing);
  await publish('events', [
    { key: batchId, value: '1' },
    { key: batchId, value: '2' },
  ]);
  const inside = await tracing.span('outer', { batchId }, async () => {
    await tracing.span('inner', {}, async () => undefined);
    return tracing.logFields();
  });
  await tracing.span('fails', { batchId }, () => Promise.reject(new Error('broken'))).catch(() => undefined);
  const caller = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  tracing.open('of a caller', { causedBy: caller }).end({ failed: false });
  tracing.open('of a batch', { batchId, causedBy: caller }).end({ failed: false });
  tracing.record('batch', { batchId, startedAt: 1_000, endedAt: 61_000, isRootOfBatch: true });
  await tracing.close();
  await receiver.close();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;

  const named = (name: string) => receiver.spans.find((span) => span.name === name);
  expect(sent[0]?.traceparent).toBe(`00-${traceId}-${named('send events')?.spanId}-01`);
  expect(sent[1]).toEqual(sent[0]);
  expect(named('outer')).toMatchObject({ traceId, parentSpanId: rootSpanIdOf(batchId), role: 'relay' });
  expect(inside).toEqual({ trace_id: traceId, span_id: named('outer')?.spanId });
  expect(named('inner')).toMatchObject({ traceId, parentSpanId: named('outer')?.spanId });
  expect(named('fails')?.status.code).toBe(2);
  expect(named('of a caller')).toMatchObject({
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    parentSpanId: '00f067aa0ba902b7',
  });
  expect(named('of a batch')?.traceId).toBe(traceId);
  expect(named('of a batch')?.links?.[0]?.spanId).toBe('00f067aa0ba902b7');
  expect(named('batch')).toMatchObject({ traceId, spanId: rootSpanIdOf(batchId) });
  expect(named('batch')?.parentSpanId ?? '').toBe('');
});

test('of a sampler by ratio, a batch is sampled as a whole or not at all', async () => {
  const receiver = await startOtlpReceiver();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  const none = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' };
  const tracing = await startTracing(settings({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...none }), 'api');
  await tracing.span('outer', { batchId }, () => tracing.span('inner', {}, async () => undefined));
  await tracing.close();
  await receiver.close();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  expect(receiver.spans).toEqual([]);
});

test('a Redis command has a span without its arguments, and an error if it fails', async () => {
  const receiver = await startOtlpReceiver();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  const tracing = await startTracing(settings({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }), 'api');
  const commands = tracingChannel('ioredis:command');
  const call = (command: string, answer: Promise<unknown>) =>
    commands.tracePromise(() => answer, { command, args: ['a-key'], database: 3 }).catch(() => undefined);
  await call('get', Promise.resolve());
  await tracing.span('outer', { batchId }, async () => {
    await call('sadd', Promise.resolve());
    await call('scard', Promise.reject(new Error('OOM')));
  });
  await tracing.close();
  await call('del', Promise.resolve());
  await receiver.close();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const outer = receiver.spans.find(({ name }) => name === 'outer');
  const redis = receiver.spans.filter(({ name }) => name.startsWith('redis'));
  expect(redis.map(({ name, parentSpanId, status }) => [name, parentSpanId, status.code ?? 0])).toEqual([
    ['redis sadd', outer?.spanId, 0],
    ['redis scard', outer?.spanId, 2],
  ]);
  expect(JSON.stringify(redis)).not.toContain('a-key');
});
