import { setTimeout as delay } from 'node:timers/promises';
import { type Consumer, Kafka, logLevel } from 'kafkajs';

export interface ReceivedEvent {
  event_type: string;
  event_id: string;
  batch_id: string;
  [field: string]: unknown;
}

export interface EventListener {
  topic: string;
  /** Events of one batch in the order in which they arrived, without repeats. */
  of(batchId: string): ReceivedEvent[];
  /** Why the consumer ended, if it did; it does not receive anything more then. */
  failure(): string | undefined;
  close(): Promise<void>;
}

/** A consumer of the Kafka events as another system would implement it. */
export async function listenForEvents(brokers: readonly string[], topic: string): Promise<EventListener> {
  const kafka = new Kafka({ clientId: 'argus-demo', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const groupId = `argus-demo-${process.pid}`;
  const consumer = kafka.consumer({ groupId });
  const received = new Map<string, Map<string, ReceivedEvent>>();
  let failure: string | undefined;
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) failure = error.message;
  });
  await consumer.connect();
  await subscribe(consumer, topic);
  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(String(message.value)) as ReceivedEvent;
      const events = received.get(event.batch_id) ?? new Map<string, ReceivedEvent>();
      events.set(event.event_id, events.get(event.event_id) ?? event);
      received.set(event.batch_id, events);
    },
  });
  return {
    topic,
    of: (batchId) => [...(received.get(batchId)?.values() ?? [])],
    failure: () => failure,
    async close() {
      await consumer.disconnect();
      await deleteGroup(kafka, groupId);
    },
  };
}

/** Otherwise the group would remain among those whose lag is monitored. A consumer that never joined has none. */
async function deleteGroup(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    if (groups.some((group) => group.groupId === groupId)) await admin.deleteGroups([groupId]);
  } finally {
    await admin.disconnect();
  }
}

/** The relay creates the topic when it becomes the leader, which may be a moment later. */
const topicWithinMs = 20_000;

async function subscribe(consumer: Consumer, topic: string): Promise<void> {
  for (const deadline = Date.now() + topicWithinMs; ; ) {
    try {
      return await consumer.subscribe({ topic, fromBeginning: true });
    } catch (error) {
      const passing = error instanceof Error && 'retriable' in error && error.retriable === true;
      if (!passing || Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}
