import type { DamageLog } from '../../bytes/damage.ts';
import type { BusTraffic } from '../../meaning/can/bus-traffic.ts';
import type { CanBus } from '../../meaning/can/can-bus.ts';
import { CapnpMessage } from '../../meaning/decode/capnp-message.ts';
import { InvalidCapnp } from '../../meaning/decode/capnp-pointers.ts';
import type { OpenpilotInterpreter } from '../../meaning/interpret/openpilot/interpreter.ts';
import { openpilotInterpreters } from '../../meaning/interpret/openpilot/openpilot-interpreter.ts';
import { openUncountedTraffic } from '../../meaning/interpret/uncounted-traffic.ts';
import type { ReadOptions } from '../../read-options.ts';
import { highOf, lowOf } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { eventName, isKnownEvent } from './event-names.ts';

interface Topic {
  name: string;
  tracker: TopicTracker;
  interpret: OpenpilotInterpreter | undefined;
}

/** The events of one log: a topic for each kind. */
export class LoggedEvents {
  readonly #builder: SummaryBuilder;
  readonly #damage: DamageLog;
  readonly #bootNs: bigint;
  readonly #databases: ReadOptions['databases'];
  readonly #topics = new Map<number, Topic>();
  readonly #buses = new Map<number, CanBus>();
  readonly #passedOver = new PassedOver();
  readonly #interpreters: ReadonlyMap<number, OpenpilotInterpreter>;
  #traffic: BusTraffic | undefined;
  #bytes: Uint8Array = new Uint8Array();
  #lastNs = 0n;

  /** `bootNs` is 0 for times since the device was switched on. */
  constructor(
    builder: SummaryBuilder,
    damage: DamageLog,
    bootNs: bigint,
    databases: ReadOptions['databases'],
  ) {
    this.#builder = builder;
    this.#damage = damage;
    this.#bootNs = bootNs;
    this.#databases = databases;
    this.#interpreters = openpilotInterpreters({
      faults: new Set(),
      hasPeripheral: false,
      can: (bus) => this.#can(bus),
      passOver: (kind) => this.#passedOver.count(kind),
      bytes: () => this.#bytes,
    });
  }

  /** One event of `size` bytes at `at`; `offset` is that in the file. */
  read(bytes: Uint8Array, view: DataView, at: number, size: number, offset: number): void {
    this.#bytes = bytes;
    const message = new CapnpMessage(bytes, view, at);
    const event = message.root();
    const timeNs = event.u64(0) + this.#bootNs;
    this.#lastNs = timeNs;
    const { name, tracker, interpret } = this.#topicOf(event.u16(8));
    tracker.add(highOf(timeNs), lowOf(timeNs), size, offset);
    try {
      interpret?.(event, { timeNs, topic: name, offset }, this.#builder);
    } catch (error) {
      if (!(error instanceof InvalidCapnp)) throw error;
      this.#damage.add(
        'corrupt',
        offset,
        offset + size,
        `an event (${name}) contradicts itself: ${error.message}`,
      );
    }
  }

  /** Must be called once, after the last event. */
  finish(): void {
    this.#passedOver.report('openpilot', this.#builder, { timeNs: this.#lastNs, topic: '' });
  }

  #topicOf(kind: number): Topic {
    const present = this.#topics.get(kind);
    if (present) return present;
    const name = eventName(kind);
    if (!isKnownEvent(kind))
      this.#passedOver.count(`events of the kind ${kind}, which a later version or a fork added`);
    const tracker = this.#builder.topic({ name, type: 'Event', encoding: 'capnp' });
    const topic = { name, tracker, interpret: this.#interpreters.get(kind) };
    this.#topics.set(kind, topic);
    return topic;
  }

  #can(bus: number): CanBus {
    const present = this.#buses.get(bus);
    if (present) return present;
    this.#traffic ??= openUncountedTraffic(this.#builder, this.#databases);
    const opened = this.#traffic.can(`CAN ${bus}`);
    this.#buses.set(bus, opened);
    return opened;
  }
}
