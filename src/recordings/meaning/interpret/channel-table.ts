import type { HandOver } from '../../messages/hand-over.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { CanDatabase } from '../dbc/can-database.ts';
import type { MessageSchema } from '../decode/decoder.ts';
import { followStamps, type StampLayout, type StampReader, stampLayoutOf } from '../decode/header-stamp.ts';
import { asMessageHandler, type CanMessages, createCanMessages } from './can-messages.ts';
import { handOverChannel } from './hand-over-channel.ts';
import { createMessageHandler, isExamined, type MessageHandler, mayBeOfInterest } from './message-handler.ts';

/** The definition of a stream of messages in a container: a connection of a ROS 1 bag, a topic of a ROS 2 bag. */
export interface ChannelDefinition {
  topic: string;
  messageEncoding: string;
  /** Its data is empty if the messages are of no interest. */
  schema: MessageSchema;
  /** Where its messages carry a stamp; set when it is added. */
  stamp?: StampLayout | undefined;
}

export interface OpenChannel {
  topic: string;
  tracker: TopicTracker;
  handle: MessageHandler | undefined;
  handOver: HandOver | undefined;
  /** If its messages begin with a header. */
  readStamp: StampReader | undefined;
  /** Messages in the chunk of this number, to be compared with its index. */
  inChunk: number;
  chunk: number;
}

/** Passes a message on; one that is larger than `maxDecodedBytes` is not interpreted. */
export function passMessage(
  channel: OpenChannel,
  bytes: Uint8Array,
  place: Place & { offset: number },
  maxDecodedBytes: number,
): void {
  channel.handOver?.(place.timeNs, place.offset, bytes);
  if (bytes.byteLength > maxDecodedBytes) return;
  if (channel.handle?.(bytes, place) === false) channel.handle = undefined;
}

/** Maximum total size of the definitions that are kept. */
const maxSchemaBytes = 16 * 2 ** 20;

/** A large system has a few thousand publishers; the messages of further ones are counted together. */
const maxChannels = 65_536;

/** Longer names are cut. */
const maxName = 1_000;

/** The channels of one recording by their number: from their definitions to trackers and handlers. */
export class ChannelTable {
  /** Number of the current chunk. */
  chunk = 0;
  readonly #known: Map<number, ChannelDefinition>;
  readonly #open = new Map<number, OpenChannel>();
  readonly #missing = new Set<number>();
  readonly #builder: SummaryBuilder;
  readonly #canMessages: CanMessages;
  /** Word for a channel whose definition is lost, e.g. `connection`. */
  readonly #word: string;
  #overflow: OpenChannel | undefined;
  #schemaBytes = 0;
  #found = false;

  constructor(
    builder: SummaryBuilder,
    word: string,
    databases: readonly CanDatabase[] | undefined,
    preset?: ReadonlyMap<number, ChannelDefinition>,
  ) {
    this.#builder = builder;
    this.#canMessages = createCanMessages(builder, databases);
    this.#word = word;
    this.#known = new Map(preset);
  }

  /** What a second pass needs if a channel was defined only after its messages; otherwise undefined. */
  get late(): ReadonlyMap<number, ChannelDefinition> | undefined {
    return this.#found ? this.#known : undefined;
  }

  knows(id: number): boolean {
    return this.#known.has(id);
  }

  /** Repetitions of a definition are ignored. Its data is copied, since the window moves on. */
  add(id: number, { topic, messageEncoding, schema }: ChannelDefinition): void {
    const known = this.#known.get(id);
    const name = schema.name.slice(0, maxName);
    if (known && known.topic === topic.slice(0, maxName) && known.schema.name === name) return;
    if (!known && this.#known.size >= maxChannels) return;
    const fits = this.#schemaBytes + schema.data.byteLength <= maxSchemaBytes;
    const isWanted = this.#builder.handsOver || mayBeOfInterest(schema, topic);
    const data = fits && isWanted ? new Uint8Array(schema.data) : new Uint8Array();
    this.#schemaBytes += data.byteLength;
    const kept = { name, encoding: schema.encoding, data };
    const stamp = stampLayoutOf(schema);
    this.#known.set(id, { topic: topic.slice(0, maxName), messageEncoding, schema: kept, stamp });
    this.#open.delete(id);
    if (this.#missing.has(id)) this.#found = true;
  }

  get(id: number): OpenChannel {
    const present = this.#open.get(id);
    if (present) return present;
    if (this.#open.size >= maxChannels) {
      this.#overflow ??= this.#openUnknown(`(further ${this.#word}s)`);
      return this.#overflow;
    }
    const opened = this.#openChannel(id);
    this.#open.set(id, opened);
    return opened;
  }

  /** The same; its messages in a chunk are counted from the first one on. */
  getInChunk(id: number): OpenChannel {
    const channel = this.get(id);
    if (channel.chunk !== this.chunk) {
      channel.chunk = this.chunk;
      channel.inChunk = 0;
    }
    return channel;
  }

  /** Messages of a channel in the current chunk; undefined if they are not counted individually. */
  countInChunk(id: number): number | undefined {
    const channel = this.#open.get(id);
    if (!channel && this.#open.size >= maxChannels) return undefined;
    return channel?.chunk === this.chunk ? channel.inChunk : 0;
  }

  #openChannel(id: number): OpenChannel {
    const known = this.#known.get(id);
    if (!known) {
      this.#missing.add(id);
      return this.#openUnknown(`(${this.#word} ${id})`);
    }
    const { topic, messageEncoding, schema, stamp } = known;
    const handle = this.#handlerFor(known);
    const tracker = this.#builder.topic({ name: topic, type: schema.name, encoding: messageEncoding });
    tracker.examined ||= handle !== undefined && isExamined(schema.name);
    return {
      topic,
      tracker,
      handle,
      handOver: handOverChannel(this.#builder, known),
      readStamp: followStamps(tracker, messageEncoding, stamp),
      inChunk: 0,
      chunk: 0,
    };
  }

  #handlerFor(channel: ChannelDefinition): MessageHandler | undefined {
    const frames = this.#canMessages(channel);
    if (frames) return asMessageHandler(frames);
    return channel.schema.data.byteLength > 0 ? createMessageHandler(channel, this.#builder) : undefined;
  }

  #openUnknown(topic: string): OpenChannel {
    const tracker = this.#builder.topic({ name: topic, type: '', encoding: '' });
    return {
      topic,
      tracker,
      handle: undefined,
      handOver: undefined,
      readStamp: undefined,
      inChunk: 0,
      chunk: 0,
    };
  }
}
