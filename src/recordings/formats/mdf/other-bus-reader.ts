import { type ChannelTopic, ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import type { ChannelGroup } from './definitions.ts';
import { type EventField, EventFields } from './event-fields.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';
import type { WalkContext } from './walk-context.ts';

interface OtherEvent {
  topic: ChannelTopic;
  /** Of an error that is no frame. */
  error?: string;
}

const { ethernet, flexRay, most } = channelTopics;

/** Frames and errors that are counted, not interpreted (ASAM MDF Bus Logging, Ethernet, FlexRay and MOST). */
const otherEvents: Record<string, OtherEvent> = {
  ETH_ChecksumError: { topic: ethernet, error: 'The checksum of a frame is wrong.' },
  ETH_LengthError: { topic: ethernet, error: 'The length of a frame is wrong.' },
  ETH_ReceiveError: { topic: ethernet, error: 'A frame was not received whole.' },
  FLX_Frame: { topic: flexRay },
  FLX_NullFrame: { topic: flexRay },
  FLX_ErrorFrame: { topic: flexRay, error: 'A frame was not received whole.' },
  MOST_Message: { topic: most },
  MOST_Packet: { topic: most },
  MOST_EthernetPacket: { topic: most },
};

export function isOtherBusEvent(event: string): boolean {
  return Object.hasOwn(otherEvents, event);
}

/** Counts frames and errors by bus and channel. */
export class OtherBusReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #topics: ChannelTopics;
  readonly #event: OtherEvent;
  readonly #channel: EventField | undefined;
  readonly #length: EventField | undefined;

  constructor(event: string, group: ChannelGroup, time: RecordTime, { builder }: WalkContext) {
    const fields = new EventFields(group);
    this.#time = time;
    this.#topics = new ChannelTopics(builder);
    this.#event = otherEvents[event] as OtherEvent;
    this.#channel = fields.number('BusChannel');
    this.#length = fields.number('DataLength') ?? fields.number('ReceivedDataByteCount');
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    this.#time.read(data, view, at, index);
    const channel = this.#channel?.read(data, view, at) ?? 1;
    const { topic, error } = this.#event;
    this.#topics.add(topic, channel, this.#time, this.#length?.read(data, view, at) ?? 0, offset);
    if (error !== undefined) this.#topics.error(topic, channel, this.#time, error, offset);
  }
}
