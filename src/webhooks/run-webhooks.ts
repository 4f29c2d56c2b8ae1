import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { eventMessage } from '../relay/event-message.ts';
import { queueName, type WebhookQueue, type WebhookStore } from '../stores/postgres/webhooks.ts';
import { giveUpHours, retryPause } from './retry-pause.ts';
import { signedHeaders } from './sign.ts';

export interface WebhookDeps {
  webhooks: Pick<WebhookStore, 'due' | 'waiting' | 'delivered' | 'failed'>;
  /** @throws Error unless the endpoint accepted the message. */
  post(url: string, body: string, headers: Record<string, string>): Promise<void>;
  onOutcome(outcome: 'delivered' | 'failed' | 'dead', count: number): void;
  logger: Pick<Logger, 'warn' | 'debug'>;
}

const pollMs = 500;
const pauseAfterErrorMs = 2_000;
/** Queues processed at once; one slow endpoint leaves capacity for the others. */
const atOnce = { all: 64, endpoint: 8 };
const eventsAtOnce = 50;

/**
 * Delivers pending events to webhooks, in order for each endpoint and batch, at least once. Only one process delivers
 * at a time. Runs until `signal` aborts.
 */
export async function runWebhooks(deps: WebhookDeps, signal: AbortSignal): Promise<void> {
  const busy = new Map<string, { endpoint: string; ended: Promise<void> }>();
  const busyWith = (endpoint: string) => [...busy.values()].filter((one) => one.endpoint === endpoint).length;

  async function startDue(): Promise<void> {
    for (const queue of await deps.webhooks.due([...busy.keys()], atOnce.all)) {
      if (busy.size >= atOnce.all) return;
      if (busyWith(queue.endpoint_id) >= atOnce.endpoint) continue;
      const name = queueName(queue);
      const ended = deliverQueue(deps, queue, signal)
        .catch((error: unknown) =>
          deps.logger.warn({ err: error }, 'a webhook queue stands still; trying again'),
        )
        .finally(() => busy.delete(name));
      busy.set(name, { endpoint: queue.endpoint_id, ended });
    }
  }

  while (!signal.aborted) {
    const pause = await startDue().then(
      () => pollMs,
      (error: unknown) => {
        deps.logger.debug({ err: error }, 'webhooks cannot be read');
        return pauseAfterErrorMs;
      },
    );
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all([...busy.values()].map(({ ended }) => ended));
}

/** Until the queue is empty, or an event fails. */
async function deliverQueue(deps: WebhookDeps, queue: WebhookQueue, signal: AbortSignal): Promise<void> {
  const { webhooks, post, onOutcome, logger } = deps;
  let { attempts } = queue;
  for (;;) {
    const events = await webhooks.waiting(queue, eventsAtOnce);
    if (events.length === 0) return;
    for (const event of events) {
      if (signal.aborted) return;
      const body = eventMessage(event).value;
      try {
        await post(queue.url, body, signedHeaders(queue.secret, event.event_id, new Date(), body));
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        const dead = await webhooks.failed(queue, said, retryPause(attempts + 1), giveUpHours);
        onOutcome('failed', 1);
        onOutcome('dead', dead);
        const of = { endpoint_id: queue.endpoint_id, batch_id: queue.batch_id };
        if (attempts === 0 || dead > 0)
          logger.warn({ ...of, err: error, dead }, 'a webhook was not delivered');
        return;
      }
      await webhooks.delivered(queue, event.seq);
      onOutcome('delivered', 1);
      attempts = 0;
    }
  }
}
