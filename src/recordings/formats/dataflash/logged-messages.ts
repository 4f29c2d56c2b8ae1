import { interpreterOf } from '../../meaning/interpret/ardupilot/ardupilot-interpreter.ts';
import type { ArduPilotInterpreter } from '../../meaning/interpret/ardupilot/interpreter.ts';
import type { VehicleInfo } from '../../meaning/interpret/ardupilot/vehicle-info.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { LogClock } from './find-clock.ts';
import { type FieldsHandOver, handOverFields } from './hand-over-fields.ts';
import type { Layout } from './layout.ts';
import { LoggedFields } from './logged-fields.ts';
import { type TimeReader, timeReaderOf } from './message-time.ts';

/** A longer step is an implausible time, at which nothing else must be counted. */
const maxStepUs = 24 * 3600 * 1e6;

/** Nothing at all for longer than this is not the pace of any message. */
const restUs = 1e6;

/** 2^64 nanoseconds are a little more. */
const lastUs = 2 ** 54;

/** As many as a byte distinguishes. */
const maxInstances = 256;

interface Topic {
  name: string;
  tracker: TopicTracker;
  interpret: ArduPilotInterpreter | undefined;
  handOver: FieldsHandOver | undefined;
}

interface MessageType {
  time: TimeReader | undefined;
  plain: Topic | undefined;
  instances: Map<number, Topic>;
}

/**
 * The topics of a log: one for each type of message and, if the type identifies them, for each instance of a device.
 */
export class LoggedMessages {
  readonly #types = new Map<Layout, MessageType>();
  readonly #builder: SummaryBuilder;
  readonly #vehicle: VehicleInfo = { kind: undefined, parameters: new Map(), withoutFix: new Set() };
  readonly #startedUs: number;
  readonly #fields = new LoggedFields();
  #lastUs: number;
  #high = 0;
  #low = 0;

  constructor(builder: SummaryBuilder, { firstUs, startedUs }: LogClock) {
    this.#builder = builder;
    this.#startedUs = startedUs ?? 0;
    this.#lastUs = firstUs;
  }

  /** One message, whose head is at `at`; `offset` is that in the file. */
  read(layout: Layout, bytes: Uint8Array, view: DataView, at: number, offset: number): void {
    const type = this.#types.get(layout) ?? this.#addType(layout);
    this.#date(type, view, at);
    const { name, tracker, interpret, handOver } = this.#topicOf(layout, type, view, at);
    tracker.add(this.#high, this.#low, layout.size, offset);
    handOver?.(nanoseconds(this.#high, this.#low), offset, bytes, view, at);
    if (!interpret) return;
    this.#fields.open(layout, bytes, view, at);
    interpret(
      this.#fields,
      { timeNs: nanoseconds(this.#high, this.#low), topic: name, offset },
      this.#builder,
    );
    if (this.#vehicle.rearmed) this.#builder.rest();
    this.#vehicle.rearmed = false;
  }

  #addType(layout: Layout): MessageType {
    const type = { time: timeReaderOf(layout), plain: undefined, instances: new Map() };
    this.#types.set(layout, type);
    return type;
  }

  #topicOf(layout: Layout, type: MessageType, view: DataView, at: number): Topic {
    const { instance } = layout;
    const number = instance?.type.read?.(view, at + instance.offset);
    const present = number === undefined ? type.plain : type.instances.get(number);
    if (present) return present;
    if (number === undefined || type.instances.size >= maxInstances) {
      type.plain ??= this.#addTopic(layout, layout.name);
      return type.plain;
    }
    const added = this.#addTopic(layout, `${layout.name}[${number}]`);
    type.instances.set(number, added);
    return added;
  }

  #addTopic(layout: Layout, name: string): Topic {
    const tracker = this.#builder.topic({ name, type: layout.name, encoding: 'dataflash' });
    const interpret = interpreterOf(layout.name, this.#vehicle);
    tracker.examined ||= interpret !== undefined;
    return { name, tracker, interpret, handOver: handOverFields(this.#builder, name, layout) };
  }

  /**
   * Sets the time of the message, which is that of the previous message if it has none. Behind others, 0 is none: messages of the
   * rate loop have it before its first turn.
   */
  #date({ time }: MessageType, view: DataView, at: number): void {
    const us = time?.(view, at) || this.#lastUs;
    // Unless told otherwise (LOG_DISARMED), the logger writes only while the vehicle is armed, but for single messages.
    if (us > this.#lastUs + restUs && this.#vehicle.armed !== true) this.#builder.rest();
    if (us < this.#lastUs + maxStepUs) this.#lastUs = us;
    const total = Math.max(0, Math.min(lastUs, us + this.#startedUs));
    // Nanoseconds in two halves: 2^29 microseconds are 125 · 2^32 nanoseconds. The remainder of doubles (`%`) is slow.
    const whole = Math.floor(total / 2 ** 29);
    const rest = (total - whole * 2 ** 29) * 1000;
    const carry = Math.floor(rest / 2 ** 32);
    this.#high = whole * 125 + carry;
    this.#low = rest - carry * 2 ** 32;
  }
}
