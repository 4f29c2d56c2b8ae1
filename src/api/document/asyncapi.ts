import { z } from 'zod';
import { type EventType, eventTypes } from '../../domain/event.ts';
import { eventNames } from '../stream/event-names.ts';
import { deadLetterSchema, eventMeanings, eventSchemas, streamSchemas } from '../stream/event-schema.ts';

export interface Topics {
  events: string;
  deadLetters: string;
}

type Schema = Record<string, unknown>;
type Message = Schema & { name: string };

const description = `What Argus says by itself: events on Kafka, and the same as server-sent events of one batch.

Events come at least once, and in order for each batch: drop repeats by \`event_id\`. Members may be added to
messages; pass over those that you do not know.`;

/** AsyncAPI 3 takes JSON Schema draft 7. A clone has no id, and so becomes no reference to `definitions`. */
function schemaOf(schema: z.ZodType): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema.clone(schema.def), {
    target: 'draft-7',
    io: 'input',
  });
  return rest;
}

const ref = ($ref: string) => ({ $ref });
const messagesOf = (channel: string, names: readonly string[]) =>
  names.map((name) => ref(`#/channels/${channel}/messages/${name}`));

/** The CloudEvents 1.0 attributes of an event, in binary mode of the Kafka protocol binding: headers. */
export const cloudEventHeaders = z.object({
  ce_specversion: z.literal('1.0'),
  ce_id: z.uuid().describe('`event_id`'),
  ce_source: z.string().describe('A URI reference; `ce_id` is unique in it'),
  ce_type: z.enum(eventTypes.map((type) => `argus.${type}`)).describe('`event_type` with `argus.` before it'),
  ce_subject: z.uuid().describe('`batch_id`'),
  ce_time: z.iso.datetime().describe('`timestamp`'),
  'content-type': z.literal('application/json'),
});

/** Messages of Kafka by the type of their event. */
function kafkaMessages(): Record<string, Message> {
  const key = { type: 'string', format: 'uuid', description: 'The batch' };
  const message = (name: string, summary: string, payload: z.ZodType): Message => ({
    name,
    summary,
    payload: schemaOf(payload),
    bindings: { kafka: { key } },
  });
  const events = eventTypes.map((type): [EventType, Message] => [
    type,
    { ...message(type, eventMeanings[type], eventSchemas[type]), headers: schemaOf(cloudEventHeaders) },
  ]);
  const deadLetter = message('DeadLetter', 'An event that Kafka refuses for good', deadLetterSchema);
  return { ...Object.fromEntries(events), DeadLetter: deadLetter };
}

/** Messages of the stream by the `event` that they have. */
function streamMessages(): Record<string, Message> {
  const meanings: Record<string, string> = {
    ...Object.fromEntries(eventTypes.map((type) => [eventNames[type], eventMeanings[type]])),
    progress: 'Where the batch stands; the newest replaces the others',
    end: 'The run is over, and everything has been sent',
  };
  return Object.fromEntries(
    Object.entries(streamSchemas).map(([name, schema]) => {
      const summary = meanings[name];
      return [name, { name, summary, payload: schemaOf(schema) }];
    }),
  );
}

/** The AsyncAPI 3 document of the events on Kafka and of the server-sent events. */
export function asyncApiDocument({ events, deadLetters }: Topics): Schema {
  const kafka = [ref('#/servers/kafka')];
  const { DeadLetter, ...published } = kafkaMessages();
  const streamed = streamMessages();
  return {
    asyncapi: '3.1.0',
    info: { title: 'Argus events', version: '1.0.0', description, license: { name: 'Apache-2.0' } },
    defaultContentType: 'application/json',
    servers: {
      kafka: { host: 'localhost:9092', protocol: 'kafka', description: 'As it is set in KAFKA_BROKERS' },
      api: { host: 'localhost:8080', protocol: 'http', description: 'Argus itself' },
    },
    channels: {
      events: {
        address: events,
        title: 'Events of all batches, keyed by the batch',
        servers: kafka,
        messages: published,
      },
      deadLetters: {
        address: deadLetters,
        title: 'Events that Kafka refuses',
        servers: kafka,
        messages: { DeadLetter },
      },
      stream: {
        address: '/api/v1/batches/{id}/events',
        title: 'What happens to one batch, as server-sent events',
        description: 'The name of a message is its `event`; `id` is the place to go on at (`Last-Event-ID`).',
        servers: [ref('#/servers/api')],
        parameters: { id: { description: 'The batch' } },
        messages: streamed,
      },
    },
    operations: {
      publishEvents: {
        action: 'send',
        channel: ref('#/channels/events'),
        messages: messagesOf('events', Object.keys(published)),
      },
      publishDeadLetters: {
        action: 'send',
        channel: ref('#/channels/deadLetters'),
        messages: messagesOf('deadLetters', ['DeadLetter']),
      },
      streamEvents: {
        action: 'send',
        channel: ref('#/channels/stream'),
        messages: messagesOf('stream', Object.keys(streamed)),
      },
    },
  };
}

/** Where Argus serves the schemas of events; readers may refer to it. */
export const eventSchemaPath = '/schemas/event-v1.json';

/** The schemas of all events on Kafka as one (JSON Schema 2020-12), each of them under `$defs`. */
export function eventJsonSchema(): Schema {
  const defs = eventTypes.map((type) => {
    const { $schema: _, ...schema } = z.toJSONSchema(eventSchemas[type], { io: 'input' });
    return [type, { title: type, ...schema }];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:argus:schemas:event-v1',
    title: 'Argus event, version 1',
    description:
      'It grows by optional members only; what breaks readers gets another version and another address.',
    oneOf: eventTypes.map((type) => ref(`#/$defs/${type}`)),
    $defs: Object.fromEntries(defs),
  };
}
