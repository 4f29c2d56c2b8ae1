import type { Logger } from 'pino';
import type { StoredEvent } from '../domain/event.ts';
import { type EventMessage, isRefusedForGood } from '../stores/kafka.ts';
import { deadLetter, eventMessage } from './event-message.ts';

export interface PublishDeps {
  publish(topic: string, messages: EventMessage[]): Promise<void>;
  topic: string;
  deadLetterTopic: string;
  logger: Pick<Logger, 'error'>;
}

/**
 * Publishes events in their order. One that Kafka refuses for good goes to the dead letters, the others around it are
 * published all the same. `published` is called with the `seq` of those that are done.
 */
export async function publishPage(
  deps: PublishDeps,
  page: StoredEvent[],
  published: (seqs: number[]) => Promise<void>,
): Promise<void> {
  try {
    await deps.publish(deps.topic, page.map(eventMessage));
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    // Kafka refuses one of them: find it by publishing one at a time, in the same order.
    for (const event of page) {
      await publishOne(deps, event);
      await published([event.seq]);
    }
    return;
  }
  await published(page.map(({ seq }) => seq));
}

async function publishOne(deps: PublishDeps, event: StoredEvent): Promise<void> {
  try {
    await deps.publish(deps.topic, [eventMessage(event)]);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    deps.logger.error(
      { err: error, event_id: event.event_id, batch_id: event.batch_id },
      'event refused by Kafka',
    );
    await deps.publish(deps.deadLetterTopic, [deadLetter(event, error as Error)]);
  }
}
