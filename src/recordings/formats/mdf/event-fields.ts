import { convert } from './conversion.ts';
import type { Channel, ChannelGroup } from './definitions.ts';
import { NumberField } from './number-field.ts';

/**
 * The events of the ASAM MDF Bus Logging associate standard: frames, errors and states of CAN, LIN, Ethernet, FlexRay
 * and MOST. Names of measured signals may begin with `CAN_` too.
 */
const events =
  /^(?:.*\.)?(CAN_(?:DataFrame|RemoteFrame|ErrorFrame|OverloadFrame)|LIN_(?:Frame|ChecksumError|ReceiveError|SyncError|TransmissionError|LongDom|LongDominantSignal|Spike|WakeUp)|ETH_(?:Frame|ChecksumError|LengthError|ReceiveError)|FLX_(?:Frame|Pdu|FrameHeader|NullFrame|ErrorFrame|Symbol)|MOST_(?:Message|Packet|EthernetPacket|SignalState|MaxPosInfo|BoundDesc|AllocTable|SysLockState|ShutdownFlag))(?:\.(\w+))?$/;

/** `CAN_DataFrame.ID` is channel `ID` of event `CAN_DataFrame`; names may be prefixed with the path of their source. */
export function busEventOf({ channels }: ChannelGroup): string | undefined {
  for (const { name } of channels) {
    const event = events.exec(name)?.[1];
    if (event) return event;
  }
  return undefined;
}

/** A channel of the event as a number. */
export class EventField {
  /** The byte of the record that contains all of it; −1 if it has several, or none. */
  readonly byte: number;
  readonly #field: NumberField;
  readonly #channel: Channel;
  readonly #plain: boolean;

  constructor(field: NumberField, channel: Channel) {
    this.#field = field;
    this.#channel = channel;
    const { kind, byteOffset, bitOffset, bitCount } = channel;
    this.byte = kind === 'fixed' && bitOffset + bitCount <= 8 ? byteOffset : -1;
    const rule = channel.conversion?.kind;
    this.#plain = channel.kind === 'virtual' || (rule !== 'linear' && rule !== 'function');
  }

  read(data: Uint8Array, view: DataView, at: number): number {
    const raw = this.#field.read(data, view, at);
    if (this.#plain) return raw;
    const value = convert(this.#channel.conversion, raw);
    // Some values of an enumeration may be texts; the raw values are used.
    return Number.isNaN(value) ? raw : value;
  }

  /**
   * The same for the records at the places `at`, `count` of them, into `into` from `first` on, as whole numbers of 32
   * bits.
   */
  readColumn(
    data: Uint8Array,
    view: DataView,
    at: Int32Array,
    count: number,
    into: Uint32Array,
    first: number,
  ): void {
    if (this.#plain) this.#field.readColumn(data, view, at, count, into, first);
    else for (let i = 0; i < count; i += 1) into[first + i] = this.read(data, view, at[i] as number);
  }
}

/** The channels of an event, by the last part of their names. */
export class EventFields {
  readonly #group: ChannelGroup;
  readonly #channels = new Map<string, Channel>();

  constructor(group: ChannelGroup) {
    this.#group = group;
    for (const channel of group.channels) {
      const part = events.exec(channel.name)?.[2];
      if (part && !this.#channels.has(part)) this.#channels.set(part, channel);
    }
  }

  channel(name: string): Channel | undefined {
    return this.#channels.get(name);
  }

  number(name: string): EventField | undefined {
    const channel = this.#channels.get(name);
    const field = channel && NumberField.of(channel, this.#group.dataBytes);
    return field && new EventField(field, channel);
  }
}

/** BusChannel is one byte. */
const maxChannels = 1_024;

/** Buses of one kind by the number in `BusChannel`; without it, the one in the group's name. */
export class Buses<T> {
  /** The channel `BusChannel`. */
  readonly number: EventField | undefined;
  readonly #open: (name: string) => T;
  readonly #kind: string;
  readonly #fallback: number;
  readonly #buses: (T | undefined)[] = [];

  constructor(kind: 'CAN' | 'LIN', fields: EventFields, group: ChannelGroup, open: (name: string) => T) {
    this.#kind = kind;
    this.number = fields.number('BusChannel');
    this.#fallback = Number(new RegExp(`${kind}\\s?(\\d{1,3})`, 'i').exec(group.name)?.[1] ?? 1);
    this.#open = open;
  }

  of(data: Uint8Array, view: DataView, at: number): T {
    return this.byNumber(this.number ? this.number.read(data, view, at) : this.#fallback);
  }

  /** Without a number, the one in the group's name. */
  byNumber(number = this.#fallback): T {
    return this.#buses[number] ?? this.#opened(number);
  }

  #opened(number: number): T {
    const bus = this.#open(`${this.#kind} ${number}`);
    if (Number.isInteger(number) && number >= 0 && number < maxChannels) this.#buses[number] = bus;
    return bus;
  }
}
