import type { StoredEvent } from '../../domain/event.ts';
import { eventNames } from './event-names.ts';

export interface StreamMessage {
  event: string;
  /** Where a client that has seen this message resumes. */
  id?: number | string;
  data: Record<string, unknown>;
}

/** Events as sent to watchers: consecutive files in one message, everything else one by one. */
export function eventMessages(events: readonly StoredEvent[]): StreamMessage[] {
  const messages: StreamMessage[] = [];
  let files: Record<string, unknown>[] | undefined;
  for (const event of events) {
    const head = { batch_id: event.batch_id, run: event.run, timestamp: event.occurred_at };
    if (event.event_type !== 'FileParsed') {
      files = undefined;
      messages.push(single(event, head));
      continue;
    }
    const last = messages.at(-1);
    if (files && last && last.data.run === event.run) {
      files.push(event.payload);
      Object.assign(last, { id: event.seq });
      Object.assign(last.data, { timestamp: event.occurred_at });
    } else {
      files = [event.payload];
      messages.push({ event: eventNames.FileParsed, id: event.seq, data: { ...head, files } });
    }
  }
  return messages;
}

function single(event: StoredEvent, head: Record<string, unknown>): StreamMessage {
  const { event_type, event_id, payload } = event;
  const name = eventNames[event_type];
  if (event_type === 'StatusChanged') return { event: name, id: event.seq, data: { ...head, ...payload } };
  return { event: name, id: event.seq, data: { ...head, event_type, event_id, ...payload } };
}

/** WHATWG HTML, 9.2. JSON contains no line breaks, so the data is one line. */
export function serialiseMessage({ event, id, data }: StreamMessage): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
