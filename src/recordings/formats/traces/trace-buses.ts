import { type BusTraffic, createBusTraffic } from '../../meaning/can/bus-traffic.ts';
import type { CanBus, LinBus } from '../../meaning/can/can-bus.ts';
import type { BusErrorKind } from '../../meaning/can/can-frame.ts';
import type { CanDatabase } from '../../meaning/dbc/can-database.ts';
import { createSignalNamer } from '../../meaning/dbc/name-signals.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { textOfBytes } from '../text/ascii.ts';

/** Buses counted separately in one trace; the frames of further ones are counted together. */
const maxBuses = 256;

/** Error and overload frames are frames of the trace: counted as messages of a topic of their own. */
export class TraceBus {
  readonly can: CanBus;
  readonly #name: string;
  readonly #builder: SummaryBuilder;
  #errorFrames: TopicTracker | undefined;

  constructor(name: string, can: CanBus, builder: SummaryBuilder) {
    this.#name = name;
    this.can = can;
    this.#builder = builder;
  }

  /** `bytes` is the length of the part that the recorder kept; `detail` its description, if any. */
  errorFrame(
    high: number,
    low: number,
    kind: BusErrorKind,
    bytes: number,
    offset: number,
    detail?: string,
  ): void {
    this.#errorFrames ??= this.#builder.topic({
      name: `${this.#name} error frames`,
      type: 'CAN error frame',
      encoding: 'can',
    });
    this.#errorFrames.add(high, low, bytes, offset);
    this.can.error(high, low, kind, offset, detail);
  }

  /** A frame of which only the name in a database is known. Counted, but not interpreted. */
  namedFrame(high: number, low: number, name: string, bytes: number, offset: number): void {
    this.#builder
      .topic({ name: `${this.#name} ${name}`, type: 'CAN', encoding: 'can' })
      .add(high, low, bytes, offset);
  }

  /** CAN XL (CiA 610-1): `id` is the priority, 11 bits. Counted, but not interpreted. */
  xlFrame(high: number, low: number, id: number, bytes: number, offset: number): void {
    const name = `${this.#name} XL 0x${id.toString(16).toUpperCase().padStart(3, '0')}`;
    this.#builder.topic({ name, type: 'CAN XL', encoding: 'can' }).add(high, low, bytes, offset);
  }
}

/** The buses of a trace by the names or channel numbers in its records, without allocating a string per frame. */
export class TraceBuses {
  readonly #builder: SummaryBuilder;
  readonly #traffic: BusTraffic;
  readonly #channels = new Map<number, TraceBus>();
  readonly #named: { name: Uint8Array; bus: TraceBus }[] = [];
  #overflow: TraceBus | undefined;

  constructor(builder: SummaryBuilder, databases?: readonly CanDatabase[]) {
    this.#builder = builder;
    this.#traffic = createBusTraffic(builder, () => createSignalNamer(databases, builder));
  }

  /** `CAN 1` and so on. */
  channel(number: number): TraceBus {
    const present = this.#channels.get(number);
    if (present) return present;
    if (this.#channels.size >= maxBuses) return this.#other();
    const bus = this.#open(`CAN ${number}`);
    this.#channels.set(number, bus);
    return bus;
  }

  /** By the name of the interface: `bytes[start]` to `bytes[end - 1]`. */
  named(bytes: Uint8Array, start: number, end: number): TraceBus {
    for (let index = 0; index < this.#named.length; index += 1) {
      const known = this.#named[index] as { name: Uint8Array; bus: TraceBus };
      if (isSame(known.name, bytes, start, end)) {
        // Consecutive frames are usually from one bus: the latest is looked up first.
        if (index > 0) this.#swap(index);
        return known.bus;
      }
    }
    if (this.#named.length >= maxBuses) return this.#other();
    const name = bytes.slice(start, end);
    const bus = this.#open(textOfBytes(name));
    this.#named.push({ name, bus });
    return bus;
  }

  /** `LIN 1` and so on. */
  lin(number: number): LinBus {
    return this.#traffic.lin(`LIN ${Math.min(number, maxBuses)}`);
  }

  finish(): void {
    this.#traffic.finish();
  }

  #open(name: string): TraceBus {
    return new TraceBus(name, this.#traffic.can(name), this.#builder);
  }

  #other(): TraceBus {
    this.#overflow ??= this.#open('other buses');
    return this.#overflow;
  }

  #swap(index: number): void {
    const first = this.#named[0] as { name: Uint8Array; bus: TraceBus };
    this.#named[0] = this.#named[index] as { name: Uint8Array; bus: TraceBus };
    this.#named[index] = first;
  }
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i += 1) if (name[i] !== bytes[start + i]) return false;
  return true;
}
