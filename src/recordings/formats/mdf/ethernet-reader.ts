import type { StoredVariable } from '../../messages/measurement-sink.ts';
import { ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import { FrameBuffer, macHeader, maxFrameBytes, type TracePackets } from '../traces/trace-packets.ts';
import type { ChannelGroup } from './definitions.ts';
import { type EventField, EventFields } from './event-fields.ts';
import { payloadOf } from './payload.ts';
import type { RecordReader } from './record-reader.ts';
import { offsetIn, type VariableValues } from './record-tap.ts';
import type { RecordTime } from './record-time.ts';
import type { WalkContext } from './walk-context.ts';

interface Frame {
  channel: number;
  type: number;
  /** Bytes of the payload as stated; NaN if that is not stated. */
  length: number;
  high: number;
  low: number;
  offset: number;
}

/**
 * ETH_Frame: a packet of the network where the whole payload is recorded, counted by channel otherwise (ASAM MDF Bus
 * Logging, Ethernet).
 */
export class EthernetReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #packets: TracePackets;
  readonly #topics: ChannelTopics;
  readonly #recordBytes: number;
  readonly #channel: EventField | undefined;
  readonly #type: EventField | undefined;
  readonly #length: EventField | undefined;
  readonly #values: VariableValues | undefined;
  readonly #payload: StoredVariable | undefined;
  /** Place and size of a payload in the record. */
  readonly #bytesAt: number = 0;
  readonly #maxBytes: number = 0;
  readonly #built = new FrameBuffer();

  constructor(
    group: ChannelGroup,
    time: RecordTime,
    { builder, packets }: WalkContext,
    values: VariableValues | undefined,
  ) {
    const fields = new EventFields(group);
    this.#time = time;
    this.#packets = packets;
    this.#topics = new ChannelTopics(builder);
    this.#recordBytes = group.dataBytes;
    this.#channel = fields.number('BusChannel');
    this.#type = fields.number('EthType');
    this.#length = fields.number('DataLength') ?? fields.number('ReceivedDataByteCount');
    this.#payload = payloadOf(group);
    this.#values = values;
    const bytes = fields.channel('DataBytes');
    if (bytes && (bytes.kind === 'fixed' || bytes.kind === 'maximum') && bytes.byteOffset < group.dataBytes) {
      this.#bytesAt = bytes.byteOffset;
      this.#maxBytes = Math.min(bytes.bitCount >> 3, group.dataBytes - bytes.byteOffset);
    }
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    this.#time.read(data, view, at, index);
    const { high, low } = this.#time;
    const channel = this.#channel?.read(data, view, at) ?? 1;
    const type = this.#type?.read(data, view, at) ?? Number.NaN;
    const length = this.#length?.read(data, view, at) ?? Number.NaN;
    const frame = { channel, type, length, high, low, offset };
    if (this.#payload && this.#values) {
      const add = (payload: Uint8Array | undefined) => this.#add(frame, payload);
      this.#values.give(data.subarray(at, at + this.#recordBytes), [offsetIn(data, at, this.#payload)], {
        record: (_, [payload]) => add(payload),
        incomplete: () => add(undefined),
      });
      return;
    }
    const from = at + this.#bytesAt;
    this.#add(frame, this.#maxBytes > 0 ? data.subarray(from, from + this.#maxBytes) : undefined);
  }

  #add(frame: Frame, payload: Uint8Array | undefined): void {
    const { channel, type, high, low, offset } = frame;
    const length = Number.isNaN(frame.length) ? (payload?.byteLength ?? 0) : frame.length;
    if (!payload || isBeyond(length, payload) || !(type >= 0 && type <= 0xffff)) {
      this.#topics.add(channelTopics.ethernet, channel, { high, low }, length, offset);
      return;
    }
    const end = macHeader.bytes + length;
    const built = this.#built;
    built.reserve(end);
    built.view.setUint16(macHeader.typeAt, type);
    built.bytes.set(payload.subarray(0, length), macHeader.bytes);
    this.#packets.ethernet({ view: built.view, bytes: built.bytes, start: 0, end, high, low, offset });
  }
}

/** Whether a payload is not as long as stated, or is longer than any frame. */
function isBeyond(length: number, payload: Uint8Array): boolean {
  return length > payload.byteLength || macHeader.bytes + length > maxFrameBytes;
}
