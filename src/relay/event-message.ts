import { boundedText } from '../domain/bounded-text.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { EventMessage } from '../stores/kafka.ts';

/** The message as consumers get it: one flat JSON object, keyed by the batch. */
export function eventMessage(event: StoredEvent): EventMessage {
  const { event_type, event_id, batch_id, run, occurred_at, payload } = event;
  return {
    key: batch_id,
    value: JSON.stringify({ ...payload, event_type, event_id, batch_id, run, timestamp: occurred_at }),
  };
}

/** Goes to the dead-letter topic for an event that Kafka refuses: enough to find it in the `events` table. */
export function deadLetter(event: StoredEvent, error: Error): EventMessage {
  const { seq, event_type, event_id, batch_id, run, occurred_at } = event;
  return {
    key: batch_id,
    value: JSON.stringify({
      event_type,
      event_id,
      batch_id,
      run,
      timestamp: occurred_at,
      seq,
      error: boundedText(error.message),
    }),
  };
}
