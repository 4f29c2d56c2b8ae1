import { CanErrorReader, isLinEvent, LinReader } from './bus-event-readers.ts';
import { CanFrameReader } from './can-frame-reader.ts';
import type { Channel, ChannelGroup } from './definitions.ts';
import { EthernetReader } from './ethernet-reader.ts';
import { busEventOf, EventFields } from './event-fields.ts';
import type { FrameData } from './frame-data.ts';
import type { InvalidationColumn } from './invalidation-column.ts';
import { MeasuredReader, maxSignals } from './measured-reader.ts';
import { isOtherBusEvent, OtherBusReader } from './other-bus-reader.ts';
import type { RecordReader } from './record-reader.ts';
import type { VariableValues } from './record-tap.ts';
import type { RecordTime } from './record-time.ts';
import type { WalkContext } from './walk-context.ts';

/** Data that belongs to records but is not in them. */
export interface RecordSides {
  /** Where frames of variable length find their data bytes. */
  data: FrameData | undefined;
  invalid: InvalidationColumn | undefined;
  /** Where frames of Ethernet and LIN find their payload, if that is not in their records. */
  values?: VariableValues | undefined;
}

/** Selects the reader for the records of a channel group. */
export class GroupReaders {
  readonly #context: WalkContext;
  /** Number of groups with this name so far. */
  readonly #topics = new Map<string, number>();
  #signals = maxSignals;

  constructor(context: WalkContext) {
    this.#context = context;
  }

  readerOf(group: ChannelGroup, time: RecordTime, { data, invalid, values }: RecordSides): RecordReader {
    const event = busEventOf(group);
    switch (event) {
      case 'CAN_DataFrame':
      case 'CAN_RemoteFrame':
        return new CanFrameReader(group, time, this.#context, { remote: event === 'CAN_RemoteFrame', data });
      case 'CAN_ErrorFrame':
      case 'CAN_OverloadFrame': {
        const kind = event === 'CAN_ErrorFrame' ? 'error frame' : 'overload frame';
        return new CanErrorReader(group, time, this.#context, kind);
      }
      case 'ETH_Frame':
        return new EthernetReader(group, time, this.#context, values);
    }
    if (event !== undefined && isLinEvent(event))
      return new LinReader(event, group, time, this.#context, values);
    if (event !== undefined && isOtherBusEvent(event))
      return new OtherBusReader(event, group, time, this.#context);
    const { builder, format } = this.#context;
    const signals = event ? 0 : this.#signals;
    const reader = new MeasuredReader(group, this.#topicOf(group, event), time, builder, {
      signals,
      invalid,
      encoding: format,
    });
    this.#signals -= reader.signals;
    return reader;
  }

  /** Groups of the same name, or without one, are distinguished by a number. */
  #topicOf(group: ChannelGroup, event: string | undefined): string {
    const name = group.name.trim() || event || 'group';
    const number = (this.#topics.get(name) ?? 0) + 1;
    this.#topics.set(name, number);
    return number === 1 && name !== 'group' ? name : `${name} ${number}`;
  }
}

/** The channel whose values are the data bytes of frames, if these have variable length. */
export function variableBytesOf(group: ChannelGroup): Channel | undefined {
  if (busEventOf(group) !== 'CAN_DataFrame') return undefined;
  const bytes = new EventFields(group).channel('DataBytes');
  return bytes?.kind === 'variable' && bytes.signalData !== 0 ? bytes : undefined;
}
