import { fileURLToPath } from 'node:url';
import { runRelay } from '../relay/relay.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { connectionOf } from '../stores/postgres/pool.ts';

/** Publishes the events table to Kafka. Several may run; one of them leads. */
export async function startRelay({ config, stores, logger }: RoleDeps): Promise<Role> {
  const stop = new AbortController();
  const running = runRelay(
    {
      connection: connectionOf(config),
      events: stores.events,
      publish: stores.kafka.publish,
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
