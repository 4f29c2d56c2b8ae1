import type { Logger } from 'pino';
import type { StoredEvent } from '../domain/event.ts';
import { eventMessage } from '../relay/event-message.ts';
import { queueName, type WebhookQueue, type WebhookStore } from '../stores/postgres/webhooks.ts';
import { giveUpHours, retryPause } from './retry-pause.ts';
import { runDeliveries } from './run-deliveries.ts';
import { signedHeaders } from './sign.ts';

export interface WebhookDeps {
  webhooks: Pick<WebhookStore, 'due' | 'waiting' | 'delivered' | 'failed'>;
  /** @throws Error unless the endpoint took the message. */
  post(url: string, body: string, headers: Record<string, string>): Promise<void>;
  onOutcome(outcome: 'delivered' | 'failed' | 'dead', count: number): void;
  logger: Pick<Logger, 'warn' | 'debug'>;
}

/** Delivers the events that wait for webhooks, in order for each endpoint and batch. */
export function runWebhooks(
  { webhooks, post, onOutcome, logger }: WebhookDeps,
  signal: AbortSignal,
): Promise<void> {
  return runDeliveries<WebhookQueue, StoredEvent>(
    {
      what: 'webhooks',
      due: webhooks.due,
      nameOf: queueName,
      receiverOf: ({ endpoint_id }) => endpoint_id,
      waiting: webhooks.waiting,
      send(queue, event) {
        const body = eventMessage(event).value;
        return post(queue.url, body, signedHeaders(queue.secret, event.event_id, new Date(), body));
      },
      delivered: (queue, { seq }) => webhooks.delivered(queue, seq),
      failed: (queue, _event, said) =>
        webhooks.failed(queue, said, retryPause(queue.attempts + 1), giveUpHours),
      loggedOf: ({ endpoint_id, batch_id }) => ({ endpoint_id, batch_id }),
      onOutcome: (_queue, outcome, count) => onOutcome(outcome, count),
      logger,
    },
    signal,
  );
}
