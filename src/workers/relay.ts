import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type AlertDeps, runAlerts } from '../alerts/run-alerts.ts';
import { loadLanguage } from '../language/load-language.ts';
import { asLeader, type Leadership } from '../relay/leader.ts';
import { runRelay } from '../relay/relay.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { connectionOf } from '../stores/postgres/pool.ts';
import { createMailer } from '../stores/smtp.ts';
import { postMessage } from '../webhooks/post-message.ts';
import { runWebhooks, type WebhookDeps } from '../webhooks/run-webhooks.ts';
import { tracedPublish } from './traced.ts';

/** Key of the advisory lock of the process that delivers webhooks and alerts ("hooks" in ASCII). */
const webhookLock = 0x686f6f6b73;
const pauseMs = 1_000;

/** Publishes the events table to Kafka, and to webhooks, and sends alerts. Several may run; of each one leads. */
export async function startRelay({ config, stores, logger, metrics, tracing }: RoleDeps): Promise<Role> {
  const stop = new AbortController();
  const publish = tracedPublish(stores.kafka.publish, tracing);
  const handed = metrics.counter('argus_relay_events_total');
  const webhookMessages = metrics.counter('argus_webhook_messages_total');
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
  const post = (url: string, body: string, headers: Record<string, string>) =>
    postMessage(url, body, headers, config.WEBHOOK_ALLOW_PRIVATE);
  const language = await loadLanguage(config.ALERT_LANGUAGE);
  const alertMessages = metrics.counter('argus_alert_messages_total');
  const deliveries = leadDeliveries(
    { connection: connectionOf(config), lock: webhookLock, logger },
    {
      webhooks: stores.webhooks,
      post,
      onOutcome: (outcome, count) => webhookMessages.inc({ outcome }, count),
      logger,
    },
    {
      alerts: stores.alerts,
      post,
      mailer: createMailer(config),
      publicUrl: config.PUBLIC_URL,
      language,
      onOutcome: (channel, outcome, count) => alertMessages.inc({ channel, outcome }, count),
      logger,
    },
    stop.signal,
  );
  return {
    failed: running.then(() => new Promise<never>(() => undefined)),
    async stop() {
      stop.abort();
      await Promise.all([running, deliveries]);
    },
  };
}

/** One process delivers both: they share a connection that leads. */
async function leadDeliveries(
  leadership: Leadership,
  webhooks: WebhookDeps,
  alerts: AlertDeps,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await asLeader(leadership, signal, async (_, leading) => {
        await Promise.all([runWebhooks(webhooks, leading), runAlerts(alerts, leading)]);
      });
    } catch (error) {
      webhooks.logger.debug({ err: error }, 'webhooks and alerts have no leader; trying again');
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsMain('relay', startRelay);
