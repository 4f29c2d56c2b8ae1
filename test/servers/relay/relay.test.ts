import { Kafka, logLevel } from 'kafkajs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cloudEventHeaders } from '../../../src/api/document/asyncapi.ts';
import { deadLetterSchema, eventSchemas } from '../../../src/api/stream/event-schema.ts';
import type { EventType } from '../../../src/domain/event.ts';
import { runRelay } from '../../../src/relay/relay.ts';
import { createKafka, type KafkaStore } from '../../../src/stores/kafka.ts';
import { connectionOf } from '../../../src/stores/postgres/pool.ts';
import { parsedResult, testDatabase } from '../../support/database.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let kafka: KafkaStore;
let received: { topic: string; event: Record<string, unknown>; headers: Record<string, string> }[];
let stopConsumer: () => Promise<void>;
const running: { stop: AbortController; ended: Promise<void> }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  kafka = createKafka(database.config, testLogger());
  await kafka.ensureTopics();
  received = [];
  const { KAFKA_BROKERS, KAFKA_TOPIC, KAFKA_DLQ_TOPIC } = database.config;
  const client = new Kafka({ brokers: KAFKA_BROKERS, logLevel: logLevel.NOTHING });
  const consumer = client.consumer({ groupId: `relay-test-${KAFKA_TOPIC}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [KAFKA_TOPIC, KAFKA_DLQ_TOPIC], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, message }) => {
      const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
      received.push({
        topic,
        event: JSON.parse(String(message.value)),
        headers: Object.fromEntries(headers),
      });
    },
  });
  stopConsumer = () => consumer.disconnect();
});
afterEach(async () => {
  for (const { stop, ended } of running.splice(0)) {
    stop.abort();
    await ended;
  }
});
afterAll(async () => {
  await stopConsumer();
  await kafka.close();
  await database.db.end();
});

function startRelay(publish: KafkaStore['publish'] = kafka.publish) {
  const stop = new AbortController();
  const ended = runRelay(
    {
      connection: connectionOf(database.config),
      events: database.events,
      publish,
      ensureTopics: kafka.ensureTopics,
      topic: database.config.KAFKA_TOPIC,
      deadLetterTopic: database.config.KAFKA_DLQ_TOPIC,
      logger: testLogger(),
    },
    stop.signal,
  );
  running.push({ stop, ended });
}

const eventsOf = (batchId: string, topic = database.config.KAFKA_TOPIC) =>
  received.filter((one) => one.topic === topic && one.event.batch_id === batchId).map(({ event }) => event);

const published = () =>
  until('the table to be published', async () => (await database.events.backlog()).count === 0);

test('all events of a batch arrive in order, with two relays of which one leads', async () => {
  startRelay();
  startRelay();
  const { id, fileIds } = await database.scatteringBatch(30);
  await Promise.all(fileIds.map((file) => database.files.recordResults(id, 1, [parsedResult(file)])));
  await database.batches.openGate(id, 1);
  const wanted = (await database.events.after(id, 0, 100)).map(({ event_id }) => event_id);
  await until('all events', () => eventsOf(id).length >= wanted.length);
  expect(eventsOf(id).map(({ event_id }) => event_id)).toEqual(wanted);
  expect(eventsOf(id)[0]).toMatchObject({
    event_type: 'BatchCreated',
    batch_id: id,
    vehicle_id: 'vehicle-1',
    vin: 'WVWZZZ1JZ3W386752',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
});

test('messages conform to their schemas and to CloudEvents', async () => {
  startRelay();
  const { id, fileIds } = await database.scatteringBatch(2);
  await Promise.all(fileIds.map((file) => database.files.recordResults(id, 1, [parsedResult(file)])));
  await database.batches.openGate(id, 1);
  await database.batches.fail(id, 1, { code: 'gather_failed', message: 'No luck.' });
  const wanted = await database.events.after(id, 0, 100);
  await until('all events', () => eventsOf(id).length >= wanted.length);
  const messages = received.filter(({ event }) => event.batch_id === id);
  for (const { event, headers } of messages) {
    // Members that a schema does not name are dropped by it.
    expect(eventSchemas[event.event_type as EventType].parse(event)).toEqual(event);
    expect(headers).toEqual({
      ce_specversion: '1.0',
      ce_id: event.event_id,
      ce_source: 'urn:argus:batches',
      ce_type: `argus.${event.event_type}`,
      ce_subject: id,
      ce_time: event.timestamp,
      'content-type': 'application/json',
    });
    expect(cloudEventHeaders.parse(headers)).toEqual(headers);
  }
  const types = new Set(messages.map(({ event }) => event.event_type));
  expect([...types]).toEqual(['BatchCreated', 'StatusChanged', 'FileParsed', 'AllFilesParsed']);
});

test('while Kafka refuses connections the events wait, and arrive in order afterwards', async () => {
  let down = true;
  startRelay(async (topic, messages) => {
    if (down) throw new Error('connect ECONNREFUSED');
    return kafka.publish(topic, messages);
  });
  const { id } = await database.scatteringBatch(3);
  await until('a backlog', async () => (await database.events.backlog()).count > 0);
  expect(eventsOf(id)).toEqual([]);
  down = false;
  await until('the events', () => eventsOf(id).length >= 3);
  expect(eventsOf(id).map(({ event_type, new_status }) => new_status ?? event_type)).toEqual([
    'BatchCreated',
    'uploaded',
    'scattering',
  ]);
});

test('what Kafka rejects permanently goes to the dead-letter topic, the rest is sent in order', async () => {
  const { id } = await database.createBatch();
  // Larger than a broker accepts (1 MiB by default), and incompressible below it.
  const random = Array.from({ length: 400_000 }, () => Math.random().toString(36).slice(2, 10)).join('');
  await database.addFile(id);
  await database.batches.freeze(id);
  // Stores bound what they write: only a row from elsewhere is that large.
  await database.db.query(
    `INSERT INTO events (event_id, batch_id, run, event_type, payload) VALUES (gen_random_uuid(), $1, 1, 'FileParsed', $2)`,
    [id, JSON.stringify({ file_id: random, state: 'parsed', verdict_code: 'ok' })],
  );
  await database.batches.transition({ batchId: id, run: 1, to: 'scattering' });
  startRelay();
  await published();
  await until('the dead letter', () => eventsOf(id, database.config.KAFKA_DLQ_TOPIC).length === 1);
  expect(eventsOf(id, database.config.KAFKA_DLQ_TOPIC)[0]).toMatchObject({
    event_type: 'FileParsed',
    error: expect.stringMatching(/large/i),
  });
  const [letter] = eventsOf(id, database.config.KAFKA_DLQ_TOPIC);
  expect(deadLetterSchema.parse(letter)).toEqual(letter);
  await until('the others', () => eventsOf(id).length >= 3);
  expect(eventsOf(id).map(({ event_type, new_status }) => new_status ?? event_type)).toEqual([
    'BatchCreated',
    'uploaded',
    'scattering',
  ]);
});

test('before the relay has made its topic, Kafka is not away: nobody reads', async () => {
  const early = createKafka(
    { ...database.config, KAFKA_TOPIC: `${database.config.KAFKA_TOPIC}-not-yet` },
    testLogger(),
  );
  try {
    expect(await early.consumerLag()).toEqual({ lags: [], unmeasured: { consumer: 0, share: 0, other: 0 } });
  } finally {
    await early.close();
  }
});

test('consumer lag is measured for the groups that read the topic', async () => {
  const { lags } = await kafka.consumerLag();
  expect(lags.map(({ group }) => group)).toEqual([`relay-test-${database.config.KAFKA_TOPIC}`]);
});
