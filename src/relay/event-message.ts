import { boundedText } from '../domain/bounded-text.ts';
import type { StoredEvent } from '../domain/event.ts';
import type { EventMessage } from '../stores/kafka.ts';

/** Ids of events are unique in it, whichever installation they come from: they are made from the batch's. */
const source = 'urn:argus:batches';

/**
 * The message as consumers get it: one flat JSON object, keyed by the batch. Its headers make it a CloudEvent 1.0 as
 * well, in binary mode of the Kafka protocol binding.
 */
export function eventMessage(event: StoredEvent): EventMessage {
  const { event_type, event_id, batch_id, run, occurred_at, payload } = event;
  return {
    key: batch_id,
    value: JSON.stringify({ ...payload, event_type, event_id, batch_id, run, timestamp: occurred_at }),
    headers: {
      ce_specversion: '1.0',
      ce_id: event_id,
      ce_source: source,
      ce_type: `argus.${event_type}`,
      ce_subject: batch_id,
      ce_time: occurred_at,
      'content-type': 'application/json',
    },
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
