import type { ChannelSink } from '../../messages/message-sink.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { DltNames } from './dlt-names.ts';

/** Contexts and message ids counted separately; messages of further ones are counted together. */
const maxContexts = 4_096;

/** The messages of one context of one application of one ECU. */
export interface DltContext {
  ecu: number;
  app: number;
  context: number;
  /** `ECU1/APP1/CTX1`, without empty ids. */
  name: string;
  /** By kind of message. */
  trackers: (TopicTracker | undefined)[];
  /** For non-verbose messages, by their id. */
  byMessageId: Map<number, TopicTracker>;
  /** Undefined before its first message. */
  sink: ChannelSink | 'unwanted' | undefined;
}

/** A power of two. */
const cacheSize = 1_024;

/** The contexts of a recording by the three ids in each message, without allocating a string per message. */
export class DltContexts {
  readonly #cache: (DltContext | undefined)[] = new Array(cacheSize).fill(undefined);
  readonly #known = new Map<string, DltContext>();
  #others: DltContext | undefined;

  get(ecu: number, app: number, context: number, names: DltNames): DltContext {
    const slot = slotOf(ecu, app, context);
    const cached = this.#cache[slot];
    if (cached && cached.ecu === ecu && cached.app === app && cached.context === context) return cached;
    const found = this.#find(ecu, app, context, names);
    this.#cache[slot] = found;
    return found;
  }

  #find(ecu: number, app: number, context: number, known: DltNames): DltContext {
    const key = `${ecu} ${app} ${context}`;
    const present = this.#known.get(key);
    if (present) return present;
    if (this.#known.size >= maxContexts) {
      this.#others ??= open(0, 0, 0, 'other contexts');
      return this.#others;
    }
    const names = [ecu, app, context].map((id) => known.textOf(id)).filter((id) => id !== '');
    const opened = open(ecu, app, context, names.join('/') || 'unnamed');
    this.#known.set(key, opened);
    return opened;
  }
}

function open(ecu: number, app: number, context: number, name: string): DltContext {
  return { ecu, app, context, name, trackers: [], byMessageId: new Map(), sink: undefined };
}

function slotOf(ecu: number, app: number, context: number): number {
  const mixed = Math.imul(ecu, 0x9e37_79b1) ^ Math.imul(app, 0x85eb_ca6b) ^ Math.imul(context, 0xc2b2_ae35);
  return (mixed >>> 16) & (cacheSize - 1);
}
