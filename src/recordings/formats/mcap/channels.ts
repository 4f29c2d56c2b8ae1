import type { CanDatabase } from '../../meaning/dbc/can-database.ts';
import {
  followStamps,
  type StampLayout,
  type StampReader,
  stampLayoutOf,
} from '../../meaning/decode/header-stamp.ts';
import { unpackFailure, unpackMessage } from '../../meaning/decode/packed-message.ts';
import {
  type CanMessages,
  createCanMessages,
  type FrameMessageHandler,
} from '../../meaning/interpret/can-messages.ts';
import { handOverChannel } from '../../meaning/interpret/hand-over-channel.ts';
import {
  createMessageHandler,
  isExamined,
  type MessageHandler,
  mayBeOfInterest,
} from '../../meaning/interpret/message-handler.ts';
import type { HandOver } from '../../messages/hand-over.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import type { ChannelRecord, SchemaRecord } from './records.ts';

export interface Channel {
  topic: string;
  tracker: TopicTracker;
  /** If its messages are CAN frames; then it has no `handle`. */
  frames: FrameMessageHandler | undefined;
  handle: MessageHandler | undefined;
  handOver: HandOver | undefined;
  /** If its messages begin with a header. */
  readStamp: StampReader | undefined;
  /** If messages may be compressed individually; reports one that cannot be decompressed. */
  unpack: ((bytes: Uint8Array, maxBytes: number, place: Place) => Uint8Array | undefined) | undefined;
}

/** Definitions of a recording, as far as they are kept. */
export interface Definitions {
  schemas: Map<number, KeptSchema>;
  channels: Map<number, ChannelRecord>;
}

/** Without `data` if nothing in its messages is interpreted, and for JSON, which needs none. */
type KeptSchema = Omit<SchemaRecord, 'data'> & {
  data: Uint8Array | undefined;
  stamp?: StampLayout | undefined;
};

const noSchema = { id: 0, name: '', encoding: '', data: new Uint8Array(), stamp: undefined };

/** Maximum total size of the schemas that are kept for decoding. */
const maxSchemaBytes = 16 * 2 ** 20;

/**
 * A definition of one field with its comments (std_msgs/Float32), whose meaning may follow from the name of the
 * topic.
 */
const oneFieldBytes = 1_024;

/** The channels of one recording: from their records to trackers and handlers. */
export class Channels {
  /** Messages of channels whose record was lost, unless it follows later. */
  readonly missing = new Set<number>();
  readonly later: PassedOver;
  /** Takes every record as it is stored, if somebody wants them. */
  readonly record: ((bytes: Uint8Array) => void) | undefined;
  readonly #known: Definitions = { schemas: new Map(), channels: new Map() };
  readonly #open = new Map<number, Channel>();
  readonly #builder: SummaryBuilder;
  readonly #canMessages: CanMessages;
  #schemaBytes = 0;
  #found = false;

  /** `later` counts records of kinds that a later version, or a third party, has added. */
  constructor(
    builder: SummaryBuilder,
    databases: readonly CanDatabase[] | undefined,
    later: PassedOver,
    preset?: Definitions,
  ) {
    this.later = later;
    this.#builder = builder;
    this.record = builder.takesRecords;
    this.#canMessages = createCanMessages(builder, databases);
    for (const schema of preset?.schemas.values() ?? [])
      this.#known.schemas.set(schema.id, {
        ...schema,
        stamp: schema.stamp ?? (schema.data && stampLayoutOf({ ...schema, data: schema.data })),
      });
    for (const channel of preset?.channels.values() ?? []) this.#known.channels.set(channel.id, channel);
  }

  /** What a second pass needs if a channel was defined only after its messages; otherwise undefined. */
  get late(): Definitions | undefined {
    return this.#found ? this.#known : undefined;
  }

  knows = (id: number): boolean => this.#known.channels.has(id);

  /** The content is copied, since the window moves on. A repetition of the same schema is skipped. */
  addSchema(schema: SchemaRecord): void {
    const known = this.#known.schemas.get(schema.id);
    if (known && known.name === schema.name && known.encoding === schema.encoding) return;
    const size = schema.data.byteLength;
    const fits = this.#schemaBytes + size <= maxSchemaBytes;
    const interesting = this.#builder.handsOver || size <= oneFieldBytes || mayBeOfInterest(schema, '');
    const data = fits && interesting ? new Uint8Array(schema.data) : undefined;
    this.#schemaBytes += data?.byteLength ?? 0;
    const stamp = stampLayoutOf(schema);
    this.#known.schemas.set(schema.id, { ...schema, name: schema.name.slice(0, 1_000), data, stamp });
  }

  addChannel(channel: ChannelRecord): void {
    const known = this.#known.channels.get(channel.id);
    if (known?.topic === channel.topic && known.schemaId === channel.schemaId) return;
    this.#known.channels.set(channel.id, { ...channel, topic: channel.topic.slice(0, 1_000) });
    this.#open.delete(channel.id);
    if (this.missing.has(channel.id)) this.#found = true;
  }

  get(id: number): Channel {
    const present = this.#open.get(id);
    if (present) return present;
    const opened = this.#openChannel(id);
    this.#open.set(id, opened);
    return opened;
  }

  #openChannel(id: number): Channel {
    const record = this.#known.channels.get(id);
    if (!record) {
      this.missing.add(id);
      const topic = `(channel ${id})`;
      return {
        topic,
        tracker: this.#builder.topic({ name: topic, type: '', encoding: '' }),
        frames: undefined,
        handle: undefined,
        handOver: undefined,
        readStamp: undefined,
        unpack: undefined,
      };
    }
    const schema = this.#known.schemas.get(record.schemaId) ?? noSchema;
    const { topic, messageEncoding } = record;
    const channel = { topic, messageEncoding, schema };
    const frames = this.#canMessages(channel);
    const handle = frames ? undefined : this.#handlerFor(record, schema);
    const tracker = this.#builder.topic({ name: topic, type: schema.name, encoding: messageEncoding });
    tracker.examined ||= handle !== undefined && isExamined(schema.name);
    return {
      topic,
      tracker,
      frames,
      handle,
      handOver: handOverChannel(this.#builder, {
        topic,
        messageEncoding,
        schema: { ...schema, data: schema.data ?? noSchema.data },
      }),
      readStamp: followStamps(tracker, messageEncoding, schema.stamp),
      unpack: messageEncoding === 'cdr' ? (...packed) => this.#unpack(...packed) : undefined,
    };
  }

  #unpack(bytes: Uint8Array, maxBytes: number, place: Place): Uint8Array | undefined {
    const unpacked = unpackMessage(bytes, maxBytes);
    if (!unpacked) this.#builder.code(unpackFailure(place.topic, bytes.byteLength, maxBytes), place);
    return unpacked;
  }

  #handlerFor({ topic, messageEncoding }: ChannelRecord, schema: KeptSchema): MessageHandler | undefined {
    const data = schema.data ?? (messageEncoding === 'json' ? noSchema.data : undefined);
    return (
      data && createMessageHandler({ topic, messageEncoding, schema: { ...schema, data } }, this.#builder)
    );
  }
}
