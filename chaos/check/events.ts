import { Kafka, logLevel } from 'kafkajs';
import { asSuperuser } from '../admin.ts';
import type { World } from '../world.ts';

export interface EventsChecked {
  violations: string[];
  /** Events in the table. */
  count: number;
}

/**
 * Each event id is on Kafka at least once, and the first occurrences of a batch's events are in the order of the
 * table.
 */
export async function checkEvents(world: World): Promise<EventsChecked> {
  const rows = await asSuperuser<{ event_id: string; batch_id: string; seq: string }>(
    world,
    'SELECT event_id, batch_id, seq FROM events ORDER BY seq',
  );
  const published = await firstOccurrences(world);
  const wanted = Map.groupBy(rows, ({ batch_id }) => batch_id);
  const violations = [...wanted].flatMap(([batch, events]) => {
    const ids = events.map(({ event_id }) => event_id);
    const got = published.get(batch) ?? [];
    const missing = ids.filter((id) => !got.includes(id)).length;
    if (missing > 0) return [`batch ${batch}: ${missing} of ${ids.length} events are not on Kafka`];
    // A batch that is still open may have gone on since the table was read.
    const known = got.filter((id) => ids.includes(id));
    return ids.join() === known.join() ? [] : [`batch ${batch}: its events are on Kafka in another order`];
  });
  return { violations, count: rows.length };
}

/** Ids by batch, in the order of their first occurrence. */
async function firstOccurrences({ stack, topic }: World): Promise<Map<string, string[]>> {
  const brokers = [...stack.endpoints.kafkaBrokers];
  const kafka = new Kafka({ clientId: 'chaos', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const left = new Map(
    ends.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, BigInt(high) - 1n]),
  );
  const first = new Map<string, Set<string>>();
  const consumer = kafka.consumer({ groupId: `chaos-${process.pid}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    if (left.size === 0) return resolve();
    consumer
      .run({
        async eachMessage({ partition, message }) {
          const { batch_id, event_id } = JSON.parse(String(message.value)) as Record<string, string>;
          const ids = first.get(String(batch_id)) ?? new Set<string>();
          first.set(String(batch_id), ids.add(String(event_id)));
          const end = left.get(partition);
          if (end !== undefined && BigInt(message.offset) >= end) left.delete(partition);
          if (left.size === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return new Map([...first].map(([batch, ids]) => [batch, [...ids]]));
}
