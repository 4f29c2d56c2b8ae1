import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { loadConfig } from '../../../src/config.ts';
import { migrate } from '../../../src/stores/postgres/migrate.ts';
import { rootSpanIdOf, traceIdOf } from '../../../src/tracing/ids.ts';
import { vehicle } from '../../support/batches.ts';
import { startCollector } from '../../support/otel-collector.ts';
import { type ReceivedSpan, startOtlpReceiver } from '../../support/otlp-receiver.ts';
import { type RoleProcess, startRole } from '../../support/role-process.ts';
import { testEnvironment } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

let environment: Record<string, string>;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
/** A real collector between Argus and the receiver: `ARGUS_TEST_COLLECTOR=/path/to/otelcol`. */
let collector: Awaited<ReturnType<typeof startCollector>> | undefined;
const collectorBinary = process.env.ARGUS_TEST_COLLECTOR;
let roles: RoleProcess[] = [];

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  if (collectorBinary !== undefined) collector = await startCollector(collectorBinary, receiver.url);
  const endpoint = (collector ?? receiver).url;
  // Reading ahead belongs to no run, and leaves the run no file to read.
  environment = {
    ...(await testEnvironment()),
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    PARSE_AHEAD: 'false',
  };
  await migrate(loadConfig(environment), testLogger());
  const mains = ['api/server', 'workers/workflow-worker', 'workers/parse-worker', 'workers/relay'] as const;
  roles = await Promise.all(mains.map((main) => startRole(main, environment)));
});
afterAll(async () => {
  await collector?.close();
  await receiver.close();
});

test('one trace per batch, from the request to SQL, the object store and Kafka', async () => {
  const [api] = roles;
  const url = /"url":"(http:[^"]+)"/.exec(api?.log() ?? '')?.[1] ?? '';
  const car = vehicle(url);
  const batchId = await car.deliver([{ name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) }]);
  await car.ended(batchId);
  const headers = await headersOfEvents(environment, batchId);
  await until('the last line', async () => roles[1]?.log().includes('batch completed'));
  for (const role of roles) expect(await role.stop()).toBe(0);

  const traceId = traceIdOf(batchId) as string;
  const spans = receiver.spans.filter((span) => span.traceId === traceId);
  const names = spans.map(({ role, name }) => `${role}: ${name}`);
  expect(names).toEqual(
    expect.arrayContaining([
      'api: POST /api/v1/batches',
      'api: POST /api/v1/batches/:id/files',
      'api: POST /api/v1/batches/:id/complete',
      'api: http PUT',
      'worker-workflow: enterScattering',
      'worker-workflow: sql transition',
      'worker-parse: parseChunk',
      'worker-parse: parse file',
      'worker-parse: sql record-results',
      'worker-parse: redis sadd',
      'worker-workflow: finish',
      'worker-workflow: http PUT',
      'worker-workflow: sql save-report',
      'worker-workflow: stage scatter',
      'worker-workflow: stage gather',
      'worker-workflow: stage diagnose',
      'worker-workflow: batch',
      `relay: send ${environment.KAFKA_TOPIC}`,
    ]),
  );
  // Every span has a parent in the trace; there is one root.
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const lost = spans.filter(
    ({ spanId, parentSpanId }) => spanId !== rootSpanIdOf(batchId) && !ids.has(parentSpanId ?? ''),
  );
  expect(lost.map(({ name }) => name)).toEqual([]);
  expect(parentOf(spans, 'http PUT', 'api')?.name).toBe('POST /api/v1/batches/:id/files');
  expect(parentOf(spans, 'sql record-results', 'worker-parse')?.name).toBe('parseChunk');
  // Signed URLs are never recorded.
  expect(JSON.stringify(spans)).not.toContain('X-Amz-Signature');

  for (const header of headers) {
    expect(header.slice(0, 36)).toBe(`00-${traceId}-`);
    expect(ids).toContain(header.slice(36, 52));
  }
  const line =
    (roles[2]?.log() ?? '').split('\n').find((text) => text.includes('"activity":"parseChunk"')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ trace_id: traceId, batch_id: batchId });
});

function parentOf(spans: ReceivedSpan[], name: string, role: string): ReceivedSpan | undefined {
  const span = spans.find((one) => one.name === name && one.role === role);
  return spans.find(({ spanId }) => spanId === span?.parentSpanId);
}

async function headersOfEvents(
  { KAFKA_BROKERS = '', KAFKA_TOPIC = '' }: Record<string, string>,
  batchId: string,
) {
  const kafka = new Kafka({ brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `traces-${batchId}` });
  await consumer.connect();
  await consumer.subscribe({ topic: KAFKA_TOPIC, fromBeginning: true });
  const headers: string[] = [];
  let completed = false;
  await consumer.run({
    eachMessage: async ({ message }) => {
      headers.push(String(message.headers?.traceparent));
      completed ||= String(message.value).includes('"new_status":"completed"');
    },
  });
  await until('all events', () => Promise.resolve(completed));
  await consumer.disconnect();
  return headers;
}
