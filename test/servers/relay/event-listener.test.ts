import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listenForEvents } from '../../../scripts/event-listener.ts';

const topic = `event-listener-${process.pid}`;
const kafka = () => new Kafka({ brokers: [...inject('stack').kafkaBrokers], logLevel: logLevel.NOTHING });

beforeAll(async () => {
  const admin = kafka().admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic }], waitForLeaders: true });
  await admin.disconnect();
});
afterAll(async () => {
  const admin = kafka().admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
});

test('a listener leaves no group behind, and closes also where Kafka has none of it', async () => {
  const listener = await listenForEvents(inject('stack').kafkaBrokers, topic);
  expect(listener.failure()).toBeUndefined();
  await listener.close();
  const admin = kafka().admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  expect(groups.map(({ groupId }) => groupId)).not.toContain(`argus-demo-${process.pid}`);
  // As after a consumer that could not join.
  await listener.close();
});
