import type { LinBus } from '../../meaning/can/can-bus.ts';
import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { StoredVariable } from '../../messages/measurement-sink.ts';
import { TraceBus } from '../traces/trace-buses.ts';
import type { ChannelGroup } from './definitions.ts';
import { Buses, type EventField, EventFields } from './event-fields.ts';
import { payloadOf } from './payload.ts';
import type { RecordReader } from './record-reader.ts';
import { offsetIn, type VariableValues } from './record-tap.ts';
import type { RecordTime } from './record-time.ts';
import type { WalkContext } from './walk-context.ts';

/** CAN_ErrorFrame.ErrorType (ASAM MDF Bus Logging, CAN). */
const errorTypes = [
  'unknown',
  'bit error',
  'form error',
  'bit stuffing error',
  'CRC error',
  'acknowledgement error',
];

/** CAN_ErrorFrame and CAN_OverloadFrame: frames of their own, like those of a trace. */
export class CanErrorReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #buses: Buses<TraceBus>;
  readonly #type: EventField | undefined;
  readonly #length: EventField | undefined;
  readonly #kind: 'error frame' | 'overload frame';
  readonly #batch: FrameBatch;

  constructor(
    group: ChannelGroup,
    time: RecordTime,
    { builder, traffic, batch }: WalkContext,
    kind: 'error frame' | 'overload frame',
  ) {
    const fields = new EventFields(group);
    this.#time = time;
    this.#buses = new Buses('CAN', fields, group, (name) => new TraceBus(name, traffic.can(name), builder));
    this.#length = fields.number('DataLength');
    this.#type = fields.number('ErrorType');
    this.#kind = kind;
    this.#batch = batch;
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    this.#time.read(data, view, at, index);
    const type = this.#type?.read(data, view, at) ?? 0;
    const detail = type > 0 ? errorTypes[type] : undefined;
    this.#batch.flush();
    const bytes = this.#length?.read(data, view, at) ?? 0;
    const { high, low } = this.#time;
    this.#buses.of(data, view, at).errorFrame(high, low, this.#kind, bytes, offset, detail);
  }
}

/** Text of a LIN event that is not a frame. */
const linErrors: Record<string, string> = {
  LIN_ChecksumError: 'The checksum of a response is wrong.',
  LIN_ReceiveError: 'A response was not received whole.',
  LIN_SyncError: 'The sync field of a header is out of tolerance.',
  LIN_TransmissionError: 'A header was not answered.',
  LIN_LongDom: 'The bus was dominant for too long.',
  LIN_LongDominantSignal: 'The bus was dominant for too long.',
  LIN_Spike: 'The bus was dominant for too short a time to be a wake-up.',
};

export function isLinEvent(event: string): boolean {
  return event === 'LIN_Frame' || event in linErrors;
}

const nothing: Uint8Array = new Uint8Array(0);

export class LinReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #buses: Buses<LinBus>;
  readonly #id: EventField | undefined;
  readonly #length: EventField | undefined;
  readonly #error: string | undefined;
  /** Where the data bytes are in the record, if they are there. */
  readonly #bytesAt: number = 0;
  readonly #maxBytes: number = 0;
  readonly #recordBytes: number;
  /** Where they are elsewhere. */
  readonly #payload: StoredVariable | undefined;
  readonly #values: VariableValues | undefined;

  constructor(
    event: string,
    group: ChannelGroup,
    time: RecordTime,
    { traffic }: WalkContext,
    values: VariableValues | undefined,
  ) {
    const fields = new EventFields(group);
    this.#time = time;
    this.#recordBytes = group.dataBytes;
    this.#payload = payloadOf(group);
    this.#values = values;
    this.#buses = new Buses('LIN', fields, group, (name) => traffic.lin(name));
    this.#id = fields.number('ID');
    this.#length = fields.number('DataLength') ?? fields.number('ReceivedDataByteCount');
    this.#error = linErrors[event];
    const bytes = fields.channel('DataBytes');
    if (bytes && bytes.kind !== 'variable' && bytes.byteOffset < group.dataBytes) {
      this.#bytesAt = bytes.byteOffset;
      this.#maxBytes = Math.min(bytes.bitCount >> 3, group.dataBytes - bytes.byteOffset);
    }
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    this.#time.read(data, view, at, index);
    const bus = this.#buses.of(data, view, at);
    if (this.#error !== undefined) {
      bus.error(this.#time.high, this.#time.low, this.#error, offset);
      return;
    }
    const id = (this.#id?.read(data, view, at) ?? 0) & 63;
    const length = Math.min(this.#length?.read(data, view, at) ?? 0, 8);
    const { high, low } = this.#time;
    if (this.#payload && this.#values) {
      // A frame without data needs no value.
      const add = (payload = length === 0 ? nothing : undefined) =>
        bus.frame(high, low, id, length, offset, payload && payload.length >= length ? payload : undefined);
      this.#values.give(data.subarray(at, at + this.#recordBytes), [offsetIn(data, at, this.#payload)], {
        record: (_, [payload]) => add(payload),
        incomplete: () => add(undefined),
      });
      return;
    }
    const payload = length <= this.#maxBytes ? data : undefined;
    bus.frame(high, low, id, length, offset, payload, at + this.#bytesAt);
  }
}
