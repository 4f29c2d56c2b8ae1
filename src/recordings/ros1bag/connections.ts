import { createMessageHandler, type MessageHandler, maybeTelling } from '../interpret/message-handler.ts';
import type { SummaryBuilder } from '../summary/summary-builder.ts';
import type { TopicTracker } from '../summary/topic-tracker.ts';

/** A connection record as it is kept: a publisher of a topic. */
export interface Connection {
  topic: string;
  type: string;
  /** Message definition; empty where its messages can tell nothing. */
  definition: Uint8Array;
}

export interface OpenConnection {
  topic: string;
  tracker: TopicTracker;
  handle: MessageHandler | undefined;
  /** Messages in the chunk of this number, to be held against its index. */
  inChunk: number;
  chunk: number;
}

/** Together, the definitions that are kept may not hold more than this. */
const maxDefinitionBytes = 16 * 2 ** 20;

/** A large system has a few thousand publishers; the messages of further ones are counted together. */
const maxConnections = 65_536;

/** The connections of one bag: from their records to trackers and handlers. */
export class Connections {
  readonly #known: Map<number, Connection>;
  readonly #open = new Map<number, OpenConnection>();
  readonly #missing = new Set<number>();
  readonly #builder: SummaryBuilder;
  /** Number of the chunk that is read now. */
  chunk = 0;
  #overflow: OpenConnection | undefined;
  #definitionBytes = 0;
  #found = false;

  constructor(builder: SummaryBuilder, preset?: ReadonlyMap<number, Connection>) {
    this.#builder = builder;
    this.#known = new Map(preset);
  }

  /** What a second pass needs, when a connection was told only after its messages: else undefined. */
  get late(): ReadonlyMap<number, Connection> | undefined {
    return this.#found ? this.#known : undefined;
  }

  knows(id: number): boolean {
    return this.#known.has(id);
  }

  /** The record is repeated in each chunk that needs it and in the index; repetitions are passed over. */
  add(id: number, topic: string, fields: ReadonlyMap<string, Uint8Array>): void {
    const type = Buffer.from(fields.get('type') ?? '')
      .toString()
      .slice(0, 1_000);
    const known = this.#known.get(id);
    if (known && known.topic === topic.slice(0, 1_000) && known.type === type) return;
    if (!known && this.#known.size >= maxConnections) return;
    const told = fields.get('message_definition') ?? new Uint8Array();
    const fits = this.#definitionBytes + told.byteLength <= maxDefinitionBytes;
    const telling = maybeTelling({ name: type, encoding: 'ros1msg', data: told }, topic);
    // A copy: the record lies in a window that moves on.
    const definition = fits && telling ? new Uint8Array(told) : new Uint8Array();
    this.#definitionBytes += definition.byteLength;
    this.#known.set(id, { topic: topic.slice(0, 1_000), type, definition });
    this.#open.delete(id);
    if (this.#missing.has(id)) this.#found = true;
  }

  get(id: number): OpenConnection {
    const present = this.#open.get(id);
    if (present) return present;
    if (this.#open.size >= maxConnections) {
      this.#overflow ??= this.#openOverflow();
      return this.#overflow;
    }
    const opened = this.#openConnection(id);
    this.#open.set(id, opened);
    return opened;
  }

  /** Messages of a connection in the chunk that is read now; undefined when they are not told apart. */
  countInChunk(id: number): number | undefined {
    const connection = this.#open.get(id);
    if (!connection && this.#open.size >= maxConnections) return undefined;
    return connection?.chunk === this.chunk ? connection.inChunk : 0;
  }

  #openOverflow(): OpenConnection {
    const topic = '(further connections)';
    const tracker = this.#builder.topic({ name: topic, type: '', encoding: 'ros1' });
    return { topic, tracker, handle: undefined, inChunk: 0, chunk: 0 };
  }

  #openConnection(id: number): OpenConnection {
    const known = this.#known.get(id);
    if (!known) {
      this.#missing.add(id);
      const topic = `(connection ${id})`;
      const tracker = this.#builder.topic({ name: topic, type: '', encoding: 'ros1' });
      return { topic, tracker, handle: undefined, inChunk: 0, chunk: 0 };
    }
    const { topic, type, definition } = known;
    const schema = { name: type, encoding: 'ros1msg', data: definition };
    return {
      topic,
      tracker: this.#builder.topic({ name: topic, type, encoding: 'ros1' }),
      handle:
        definition.byteLength > 0
          ? createMessageHandler({ topic, messageEncoding: 'ros1', schema }, this.#builder)
          : undefined,
      inChunk: 0,
      chunk: 0,
    };
  }
}
