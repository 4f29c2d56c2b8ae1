import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Messages in queues: those of one queue are sent one after the other, and wait together after a failure. */
export interface Deliveries<Q extends { attempts: number }, M> {
  /** What waits, for the log. */
  what: string;
  /** Queues whose time has come, without those of `busy`. */
  due(busy: string[], limit: number): Promise<Q[]>;
  /** Unlike that of any other queue. */
  nameOf(queue: Q): string;
  /** Who gets what is in the queue; one that is slow leaves room for the others. */
  receiverOf(queue: Q): string;
  waiting(queue: Q, limit: number): Promise<M[]>;
  /** @throws Error unless the message was taken. */
  send(queue: Q, message: M): Promise<void>;
  delivered(queue: Q, message: M): Promise<void>;
  /** The queue has to wait, or the message is given up. @returns how many messages were given up. */
  failed(queue: Q, message: M, said: string, error: unknown): Promise<number>;
  /** What names a queue in the log. */
  loggedOf(queue: Q): Record<string, unknown>;
  onOutcome(queue: Q, outcome: 'delivered' | 'failed' | 'dead', count: number): void;
  logger: Pick<Logger, 'warn' | 'debug'>;
}

const pollMs = 500;
const pauseAfterErrorMs = 2_000;
/** Queues in work at once. */
const atOnce = { all: 64, receiver: 8 };
const messagesAtOnce = 50;

/** Delivers what waits, in order for each queue, at least once. Runs until `signal` aborts, in one process at a time. */
export async function runDeliveries<Q extends { attempts: number }, M>(
  deliveries: Deliveries<Q, M>,
  signal: AbortSignal,
): Promise<void> {
  const { what, logger } = deliveries;
  const busy = new Map<string, { receiver: string; ended: Promise<void> }>();
  const busyWith = (receiver: string) => [...busy.values()].filter((one) => one.receiver === receiver).length;

  async function startDue(): Promise<void> {
    for (const queue of await deliveries.due([...busy.keys()], atOnce.all)) {
      if (busy.size >= atOnce.all) return;
      const receiver = deliveries.receiverOf(queue);
      if (busyWith(receiver) >= atOnce.receiver) continue;
      const name = deliveries.nameOf(queue);
      const ended = deliverQueue(deliveries, queue, signal)
        .catch((error: unknown) => logger.warn({ err: error }, `${what}: a queue stands still; trying again`))
        .finally(() => busy.delete(name));
      busy.set(name, { receiver, ended });
    }
  }

  while (!signal.aborted) {
    const pause = await startDue().then(
      () => pollMs,
      (error: unknown) => {
        logger.debug({ err: error }, `${what}: what waits cannot be read`);
        return pauseAfterErrorMs;
      },
    );
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all([...busy.values()].map(({ ended }) => ended));
}

/** Until it is empty, or a message fails. */
async function deliverQueue<Q extends { attempts: number }, M>(
  deliveries: Deliveries<Q, M>,
  queue: Q,
  signal: AbortSignal,
): Promise<void> {
  let { attempts } = queue;
  for (;;) {
    const messages = await deliveries.waiting(queue, messagesAtOnce);
    if (messages.length === 0) return;
    for (const message of messages) {
      if (signal.aborted) return;
      try {
        await deliveries.send(queue, message);
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        const dead = await deliveries.failed({ ...queue, attempts }, message, said, error);
        deliveries.onOutcome(queue, 'failed', 1);
        deliveries.onOutcome(queue, 'dead', dead);
        if (attempts === 0 || dead > 0) {
          const { what, logger } = deliveries;
          logger.warn({ ...deliveries.loggedOf(queue), err: error, dead }, `${what}: one was not delivered`);
        }
        return;
      }
      await deliveries.delivered(queue, message);
      deliveries.onOutcome(queue, 'delivered', 1);
      attempts = 0;
    }
  }
}
