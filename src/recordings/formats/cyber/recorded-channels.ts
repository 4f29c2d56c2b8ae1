import {
  type ApolloHandler,
  createApolloHandler,
} from '../../meaning/interpret/apollo/apollo-interpreter.ts';
import { handOverChannel } from '../../meaning/interpret/hand-over-channel.ts';
import type { HandOver } from '../../messages/hand-over.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { ChannelDefinition } from './channel-definitions.ts';

/** A large system has a few hundred; the messages of further ones are counted together. */
const maxChannels = 20_000;

/** Of all channels together, in bytes. */
const maxDescriptors = 64 * 2 ** 20;

export interface RecordedChannel {
  name: string;
  tracker: TopicTracker;
  handle: ApolloHandler | undefined;
  handOver: HandOver | undefined;
}

/** The channels of a record by name: from their definitions to trackers and handlers. */
export class RecordedChannels {
  readonly #builder: SummaryBuilder;
  readonly #definitions: Map<string, ChannelDefinition>;
  readonly #open = new Map<string, RecordedChannel>();
  /** The same by a hash of their names, so that messages need no text. */
  readonly #byHash = new Map<number, { name: Uint8Array; channel: RecordedChannel }[]>();
  readonly #missing = new Set<string>();
  #overflow: RecordedChannel | undefined;
  #bytes = 0;
  #found = false;

  constructor(builder: SummaryBuilder, preset?: ReadonlyMap<string, ChannelDefinition>) {
    this.#builder = builder;
    this.#definitions = new Map(preset);
  }

  /** What a second pass needs if a channel was defined only after its messages; otherwise undefined. */
  get late(): ReadonlyMap<string, ChannelDefinition> | undefined {
    return this.#found ? this.#definitions : undefined;
  }

  /** The index repeats each definition. */
  define(channel: ChannelDefinition): void {
    if (this.#definitions.has(channel.name) || this.#definitions.size >= maxChannels) return;
    const fits = this.#bytes + channel.descriptors.byteLength <= maxDescriptors;
    const descriptors = fits ? channel.descriptors : new Uint8Array();
    this.#bytes += descriptors.byteLength;
    this.#definitions.set(channel.name, { ...channel, descriptors });
    if (this.#missing.has(channel.name)) this.#found = true;
  }

  /** The channel whose name is `length` bytes from `start` on. */
  find(bytes: Uint8Array, start: number, length: number): RecordedChannel {
    let hash = length;
    for (let at = start; at < start + length; at += 1)
      hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    const known = this.#byHash.get(hash) ?? [];
    for (const { name, channel } of known) if (isSame(name, bytes, start, length)) return channel;
    const name = bytes.slice(start, start + length);
    const channel = this.#get(Buffer.from(name).toString());
    if (this.#open.size < maxChannels) this.#byHash.set(hash, [...known, { name, channel }]);
    return channel;
  }

  #get(name: string): RecordedChannel {
    const present = this.#open.get(name);
    if (present) return present;
    if (this.#open.size >= maxChannels) {
      const topic = { name: '(further channels)', type: '', encoding: '' };
      const tracker = this.#builder.topic(topic);
      this.#overflow ??= { name: topic.name, tracker, handle: undefined, handOver: undefined };
      return this.#overflow;
    }
    const definition = this.#definitions.get(name);
    if (!definition) this.#missing.add(name);
    const channel = {
      name,
      tracker: this.#builder.topic({ name, type: definition?.type ?? '', encoding: 'protobuf' }),
      handle: definition && createApolloHandler(definition, this.#builder),
      handOver: definition && handOverChannel(this.#builder, messagesOf(definition)),
    };
    this.#open.set(name, channel);
    return channel;
  }
}

function messagesOf({ name, type, descriptors }: ChannelDefinition) {
  const schema = { name: type, encoding: 'protobuf', data: descriptors };
  return { topic: name, messageEncoding: 'protobuf', schema };
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (name.byteLength !== length) return false;
  for (let index = 0; index < length; index += 1) if (name[index] !== bytes[start + index]) return false;
  return true;
}
