import type { MavlinkInterpreter, MavlinkSource } from '../../meaning/interpret/mavlink/interpreter.ts';
import { reportLostVehicles } from '../../meaning/interpret/mavlink/lost-vehicles.ts';
import { mavlinkInterpreter } from '../../meaning/interpret/mavlink/mavlink-interpreter.ts';
import type { MessageChannel } from '../../messages/message-sink.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import type { Frame } from './frame.ts';
import type { MessageIds } from './message-ids.ts';
import {
  type PayloadLayout,
  payloadFields,
  payloadLayout,
  payloadText,
  payloadValue,
} from './payload-layouts.ts';

/** The largest payload, twice: fields after its end read as the zeros that were trimmed. */
const scratchBytes = 512;

/** Slightly below 2^64 nanoseconds. */
const lastUs = 2 ** 54;

/** Maximum number of topics; the messages of further ones are counted together. */
const maxTopics = 20_000;

interface Topic {
  name: string;
  isKnown: boolean;
  tracker: TopicTracker;
  layout: PayloadLayout | undefined;
  interpret: MavlinkInterpreter | undefined;
  handOver: ((timeNs: bigint, offset: number) => void) | undefined;
}

/** The topics of a telemetry log: one for each message of each component. */
export class Telemetry {
  readonly #builder: SummaryBuilder;
  readonly #ids: MessageIds;
  readonly #passedOver: PassedOver;
  readonly #topics = new Map<number, Topic>();
  readonly #sources = new Map<number, MavlinkSource>();
  readonly #scratch = new Uint8Array(scratchBytes);
  readonly #view = new DataView(this.#scratch.buffer);
  #lastNs = 0n;

  constructor(builder: SummaryBuilder, ids: MessageIds, passedOver: PassedOver) {
    this.#builder = builder;
    this.#ids = ids;
    this.#passedOver = passedOver;
  }

  /** The time of the previous message, for findings about the log as a whole. */
  get lastNs(): bigint {
    return this.#lastNs;
  }

  /** To be called behind the last message. */
  finish(): void {
    reportLostVehicles(this.#sources.values(), this.#lastNs, this.#builder);
  }

  /** `us` is the timestamp of the frame, `offset` that of its record in the file. */
  read(frame: Frame, us: number, bytes: Uint8Array, offset: number): void {
    const { name, tracker, layout, interpret, handOver } = this.#topicOf(frame);
    const total = Math.min(lastUs, us);
    // Nanoseconds in two halves: 2^29 microseconds are 125 · 2^32 nanoseconds.
    const whole = Math.floor(total / 2 ** 29);
    const rest = (total % 2 ** 29) * 1000;
    const high = whole * 125 + Math.floor(rest / 2 ** 32);
    tracker.add(high, rest % 2 ** 32, frame.payloadSize, offset);
    this.#lastNs = nanoseconds(high, rest % 2 ** 32);
    if (frame.unknownFlags !== 0)
      this.#passedOver.count(`frame with incompatible flags ${frame.unknownFlags}`);
    else if ((interpret || handOver) && layout) {
      this.#scratch.fill(0);
      this.#scratch.set(bytes.subarray(frame.payloadAt, frame.payloadAt + frame.payloadSize));
      handOver?.(this.#lastNs, offset);
      if (!interpret) return;
      const end = frame.isTrimmed ? scratchBytes : frame.payloadSize;
      const value = (field: string, index = 0) => payloadValue(layout, field, index, this.#view, end);
      const fields = {
        value,
        number: (field: string, index?: number) => value(field, index) ?? Number.NaN,
        text: (field: string) => payloadText(layout, field, this.#scratch),
      };
      interpret(fields, { timeNs: this.#lastNs, topic: name, offset }, this.#builder);
    }
  }

  #topicOf({ id, system, component }: Frame): Topic {
    const key = (id * 256 + system) * 256 + component;
    const present = this.#topics.get(key);
    const known = this.#ids.nameOf(id);
    // A damaged first frame may have assigned a number to another dialect.
    if (present && present.isKnown === (known !== undefined)) return present;
    if (known === undefined)
      this.#passedOver.count(`messages with the number ${id}, of a dialect that is not known`);
    const type = known ?? `(message ${id})`;
    const name = `${type} ${system}/${component}`;
    const layout = known === undefined ? undefined : payloadLayout(known);
    const interpret =
      known === undefined ? undefined : mavlinkInterpreter(known, this.#sourceOf(system, component));
    const tracker = this.#builder.topic({ name, type, encoding: 'mavlink' });
    tracker.examined ||= interpret !== undefined;
    const topic: Topic = {
      name,
      isKnown: known !== undefined,
      tracker,
      layout,
      interpret,
      handOver: layout && this.#handOver({ topic: name, type, encoding: 'mavlink' }, layout),
    };
    if (this.#topics.size < maxTopics) this.#topics.set(key, topic);
    return topic;
  }

  /** Hands over the message in the scratch; undefined if nobody wants it. */
  #handOver(channel: MessageChannel, layout: PayloadLayout): Topic['handOver'] {
    const sink = this.#builder.channel(channel);
    const fields = () => payloadFields(layout, this.#view, this.#scratch);
    return sink && ((timeNs, offset) => sink.message(timeNs, offset, undefined, fields, 0));
  }

  #sourceOf(system: number, component: number): MavlinkSource {
    const key = system * 256 + component;
    const source = this.#sources.get(key) ?? {
      system,
      component,
      autopilot: undefined,
      kind: undefined,
      hasStatus: false,
    };
    this.#sources.set(key, source);
    return source;
  }
}
