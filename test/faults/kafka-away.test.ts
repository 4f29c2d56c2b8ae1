import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { type EventListener, listenForEvents } from '../../scripts/event-listener.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { ownStack } from '../support/own-stack.ts';
import { until } from '../support/until.ts';

let own: Stack;
let argus: TestArgus;
let listener: EventListener | undefined;
beforeAll(async () => {
  own = await ownStack('kafka');
  argus = await startArgus({ KAFKA_BROKERS: own.endpoints.kafkaBrokers.join(',') });
});
afterAll(async () => {
  await listener?.close();
  await argus?.close();
  await own?.reset();
});

test('stopping Kafka during a batch delays nothing but its events, which arrive afterwards in order', async () => {
  expect(inject('stack').kafkaBrokers).not.toEqual(own.endpoints.kafkaBrokers);
  const car = vehicle(argus.url);
  const before = await car.deliver([{ name: 'before.mcap', bytes: sampleMcap({ seed: 1 }) }]);
  await car.ended(before);

  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed: 2 }) });
  await own.servers.kafka.stop();
  await car.complete(batch_id);
  expect(await car.ended(batch_id)).toMatchObject({ status: 'completed' });
  expect((await argus.stores.events.backlog()).count).toBeGreaterThan(0);

  await own.servers.kafka.start();
  await until('the events to be published', async () => (await argus.stores.events.backlog()).count === 0);
  const { KAFKA_BROKERS, KAFKA_TOPIC } = argus.config;
  listener = await listenForEvents(KAFKA_BROKERS, KAFKA_TOPIC);
  const wanted = (await argus.stores.events.after(batch_id, 0, 100)).map(({ event_id }) => event_id);
  await until('all events at a consumer', () => (listener?.of(batch_id).length ?? 0) >= wanted.length);
  expect(listener.of(batch_id).map(({ event_id }) => event_id)).toEqual(wanted);
});
