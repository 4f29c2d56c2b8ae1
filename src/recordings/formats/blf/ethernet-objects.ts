import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import { ForwardedFrames, type FrameWay } from '../traces/forwarded-frames.ts';
import { FrameBuffer, macHeader, type TracePackets, tagBytes } from '../traces/trace-packets.ts';
import { objectTypes } from './objects.ts';

/** Size of the fields before the payload of ETHERNET_FRAME, and before the frame of the other two. */
const head = 32;
/** Directions: 0 is received; a transmit request was not on the network yet. */
const transmitted = 1;
const transmitRequest = 2;

/** Reads objects that contain an Ethernet frame; frames that are not whole are counted by channel. */
export class EthernetObjects {
  readonly #time: TimeHalves;
  readonly #topics: ChannelTopics;
  readonly #packets: TracePackets;
  readonly #built = new FrameBuffer();
  readonly #forwarded = new ForwardedFrames();

  constructor(time: TimeHalves, topics: ChannelTopics, packets: TracePackets) {
    this.#time = time;
    this.#topics = topics;
    this.#packets = packets;
  }

  /** False if an object is too short for its fields, undefined if it is of another kind. */
  read(
    type: number,
    view: DataView,
    bytes: Uint8Array,
    at: number,
    end: number,
    offset: number,
  ): boolean | undefined {
    const isPlain = type === objectTypes.ethernetFrame;
    if (!isPlain && type !== objectTypes.ethernetFrameEx && type !== objectTypes.ethernetFrameForwarded)
      return undefined;
    if (end - at < head) return false;
    if (isPlain) this.#plain(view, bytes, at, end, offset);
    else this.#extended(type, view, bytes, at, end, offset);
    return true;
  }

  /**
   * ETHERNET_FRAME: source address, channel, destination address, direction, type, tag protocol identifier and control
   * information (0 without a tag), payload length (16 bits each), 8 reserved bytes, payload.
   */
  #plain(view: DataView, bytes: Uint8Array, at: number, end: number, offset: number): void {
    const payload = view.getUint16(at + 22, true);
    const tag = view.getUint16(at + 18, true);
    const start = macHeader.bytes + (tag === 0 ? 0 : tagBytes);
    const size = start + payload;
    const channel = view.getUint16(at + 6, true);
    const direction = view.getUint16(at + 14, true);
    if (this.#isOnlyCounted(channel, direction, size, end - at - head < payload, offset)) return;
    const built = this.#built;
    built.reserve(size);
    built.bytes.set(bytes.subarray(at + 8, at + 14), 0);
    built.bytes.set(bytes.subarray(at, at + 6), macHeader.sourceAt);
    if (tag !== 0) {
      built.view.setUint16(macHeader.typeAt, tag);
      built.view.setUint16(macHeader.typeAt + 2, view.getUint16(at + 20, true));
    }
    built.view.setUint16(start - 2, view.getUint16(at + 16, true));
    built.bytes.set(bytes.subarray(at + head, at + head + payload), start);
    const { high, low } = this.#time;
    const frame = { view: built.view, bytes: built.bytes, start: 0, end: size, high, low, offset };
    this.#emit(frame, channel, wayOf(direction));
  }

  /**
   * ETHERNET_FRAME_EX and ETHERNET_FRAME_FORWARDED: size of the fields, flags, channel, hardware channel (16 bits each),
   * duration (64 bits), checksum (32 bits), direction, frame length (16 bits each), handle, 4 reserved bytes, frame.
   */
  #extended(type: number, view: DataView, bytes: Uint8Array, at: number, end: number, offset: number): void {
    const size = view.getUint16(at + 22, true);
    const channel = view.getUint16(at + 4, true);
    const start = at + head;
    const direction = view.getUint16(at + 20, true);
    if (this.#isOnlyCounted(channel, direction, size, end - start < size, offset)) return;
    const { high, low } = this.#time;
    const way = type === objectTypes.ethernetFrameForwarded ? 'forwarded' : wayOf(direction);
    this.#emit({ view, bytes, start, end: start + size, high, low, offset }, channel, way);
  }

  #isOnlyCounted(channel: number, direction: number, size: number, isCut: boolean, offset: number): boolean {
    const isRequest = direction === transmitRequest;
    const topic = isRequest ? channelTopics.ethernetRequest : channelTopics.ethernet;
    if (isRequest || isCut) this.#topics.add(topic, channel, this.#time, size, offset);
    return isRequest || isCut;
  }

  #emit(frame: NetworkPayload, channel: number, way: FrameWay): void {
    if (this.#forwarded.isCopy(frame, channel, way)) {
      const { start, end, offset } = frame;
      this.#topics.add(channelTopics.ethernetForwarded, channel, this.#time, end - start, offset);
    } else this.#packets.ethernet(frame);
  }
}

function wayOf(direction: number): FrameWay {
  return direction === transmitted ? 'sent' : 'received';
}
