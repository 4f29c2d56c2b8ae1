import { setTimeout as delay } from 'node:timers/promises';
import { CompressionTypes, type Kafka } from 'kafkajs';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../../src/config.ts';
import type { StoredEvent } from '../../src/domain/event.ts';
import { createLogger } from '../../src/logger.ts';
import { eventMessage } from '../../src/relay/event-message.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../src/role.ts';
import { alternate } from '../alternate.ts';
import { startChild } from '../child-process.ts';
import { type Check, type Figure, percentile } from '../figure.ts';

const goals = { ratio: 0.5, lagMs: 200 };
const batches = 200;
/** As many as the relay publishes at a time, so that both sides send the same requests. */
const pageSize = 500;
/** The steady load: this many events at this interval are 1,000 per second. */
const steady = { events: 20, everyMs: 20 };

/** Events pending in PostgreSQL, published in order, compared to a producer that has the same messages in memory. */
export const relayFigure: Figure = {
  name: 'relay',
  title: 'events published in order per batch',
  async measure({ system, quick, printLine }) {
    const config = loadConfig(system.environment);
    const deps = openRoleDeps(config, createLogger(config, 'bench'));
    const count = quick ? 2_000 : 20_000;
    const { kafka } = deps.stores.kafka;
    try {
      const ids = await openBatches(deps);
      await deps.stores.kafka.ensureTopics();
      const sample = await sampleOf(deps, ids, count);
      const relay = await startChild({
        script: 'src/workers/relay.ts',
        environment: system.environment,
        dir: system.dir,
        isReady: (log) => log.includes('leading the relay'),
      });
      try {
        await allPublished(deps);
        const result = await alternate({
          rounds: quick ? 2 : 6,
          async ours() {
            await append(deps, ids, count);
            const started = performance.now();
            await allPublished(deps);
            return (count * 1000) / (performance.now() - started);
          },
          reference: () => barePublish(kafka, config.KAFKA_TOPIC, sample),
          onRound: (round, ours, reference) =>
            printLine(`round ${round + 1}: ${ours.toFixed(0)} against ${reference.toFixed(0)} events/s`),
        });
        const lags = await lagsOf(deps, ids, config.KAFKA_TOPIC, quick ? 2 : 10);
        printLine(`lag: p50 ${percentile(lags, 50)} ms, p99 ${percentile(lags, 99)} ms`);
        return {
          unit: 'events/s',
          ...result,
          reference: { what: 'bare idempotent kafkajs producer', value: result.reference },
          goal: { ratio: goals.ratio, better: 'higher' },
          checks: [lagCheck(percentile(lags, 99))],
        };
      } finally {
        await relay.stop();
      }
    } finally {
      await closeRoleDeps(deps);
    }
  },
};

function lagCheck(p99: number): Check {
  return {
    what: 'from the row to a consumer at 1,000 events/s, p99',
    found: `${p99} ms`,
    wanted: `≤ ${goals.lagMs} ms`,
    met: p99 <= goals.lagMs,
  };
}

async function openBatches({ stores }: RoleDeps): Promise<string[]> {
  const ids = Array.from({ length: batches }, () => uuidv7());
  await stores.db.query(
    `INSERT INTO batches (id, vehicle_id, vin, tolerated_failed_percent, status)
     SELECT id, 'relay', 'WVWZZZ1JZ3W386752', 25, 'completed' FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  return ids;
}

/** One commit, alternating between the batches. */
async function append({ stores }: RoleDeps, ids: string[], count: number): Promise<void> {
  await stores.db.query(
    `INSERT INTO events (event_id, batch_id, run, event_type, payload)
     SELECT gen_random_uuid(), ($1::uuid[])[1 + n % cardinality($1::uuid[])], 1, 'FileParsed',
            jsonb_build_object('file_id', gen_random_uuid(), 'state', 'parsed', 'verdict_code', 'ok')
     FROM generate_series(1, $2::int) AS n`,
    [ids, count],
  );
}

async function allPublished({ stores }: RoleDeps): Promise<void> {
  while ((await stores.events.unpublished(1)).length > 0) await delay(10);
}

/** The same events for the reference producer; they never reach the relay. */
async function sampleOf(deps: RoleDeps, ids: string[], count: number): Promise<StoredEvent[]> {
  await append(deps, ids, count);
  const events = await deps.stores.events.unpublished(count);
  await deps.stores.events.markPublished(events.map(({ seq }) => seq));
  return events;
}

async function barePublish(kafka: Kafka, topic: string, events: StoredEvent[]): Promise<number> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    const started = performance.now();
    for (let from = 0; from < events.length; from += pageSize) {
      const messages = events.slice(from, from + pageSize).map(eventMessage);
      await producer.send({ topic, messages, acks: -1, compression: CompressionTypes.None });
    }
    return (events.length * 1000) / (performance.now() - started);
  } finally {
    await producer.disconnect();
  }
}

/** Milliseconds from the row's time to the consumer, for each event of a steady load. */
async function lagsOf(deps: RoleDeps, ids: string[], topic: string, seconds: number): Promise<number[]> {
  const consumer = deps.stores.kafka.kafka.consumer({
    groupId: `relay-lag-${uuidv7()}`,
    maxWaitTimeInMs: 20,
  });
  const lags: number[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: false });
  const since = Date.now();
  await consumer.run({
    async eachMessage({ message }) {
      const at = Date.parse(String(message.headers?.ce_time));
      if (at > since) lags.push(Date.now() - at);
    },
  });
  try {
    // The group's first assignment takes seconds, during which nothing is received.
    while (lags.length === 0) {
      await append(deps, ids, 1);
      await delay(200);
    }
    const wanted = lags.length + seconds * (1000 / steady.everyMs) * steady.events;
    const early = lags.length;
    const started = performance.now();
    for (let round = 0; round * steady.everyMs < seconds * 1000; round += 1) {
      await append(deps, ids, steady.events);
      await delay(Math.max(0, started + (round + 1) * steady.everyMs - performance.now()));
    }
    while (lags.length < wanted) await delay(50);
    return lags.slice(early);
  } finally {
    await consumer.disconnect();
  }
}
