import { fileURLToPath } from 'node:url';
import { runRelay } from '../relay/relay.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { connectionOf } from '../stores/postgres/pool.ts';
import { tracedPublish } from './traced.ts';

/** Publishes the events table to Kafka. Several may run; one of them leads. */
export async function startRelay({ config, stores, logger, metrics, tracing }: RoleDeps): Promise<Role> {
  const stop = new AbortController();
  const publish = tracedPublish(stores.kafka.publish, tracing);
  const handed = metrics.counter('argus_relay_events_total');
  const running = runRelay(
    {
      connection: connectionOf(config),
      events: stores.events,
      async publish(topic, messages) {
        await publish(topic, messages);
        handed.inc({ topic: topic === config.KAFKA_TOPIC ? 'events' : 'dead_letters' }, messages.length);
      },
      ensureTopics: stores.kafka.ensureTopics,
      topic: config.KAFKA_TOPIC,
      deadLetterTopic: config.KAFKA_DLQ_TOPIC,
      logger,
    },
    stop.signal,
  );
  return {
    failed: running.then(() => new Promise<never>(() => undefined)),
    async stop() {
      stop.abort();
      await running;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsMain('relay', startRelay);
