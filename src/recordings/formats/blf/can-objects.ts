import { frameFlags } from '../../meaning/can/can-frame.ts';
import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';

const { extended, fd, bitRateSwitch, errorState, remote, transmitted } = frameFlags;

/** Bit 31 of an identifier marks one of 29 bits. */
const extendedBit = 0x8000_0000;
const identifierMask = 0x1fff_ffff;
/** CiA 610-1: the priority of a CAN XL frame has 11 bits. */
const xlPriority = 0x7ff;

/** Bits of the flags of CAN_MESSAGE, CAN_MESSAGE2 and CAN_FD_MESSAGE; the lower four are the direction. */
const classicFlags = { transmitted: 0x01, direction: 0x0f, remote: 0x80 } as const;
/** The direction of a transmit request, which was not on the bus yet. */
const transmitRequest = 2;
/** Bits of the CAN FD flags of CAN_FD_MESSAGE. */
const fdFlags = { fd: 0x1, bitRateSwitch: 0x2, errorState: 0x4 } as const;
/** Bits of the flags of CAN_FD_MESSAGE_64. */
const fd64Flags = { remote: 0x10, fd: 0x1000, bitRateSwitch: 0x2000, errorState: 0x4000 } as const;

/** Bits of the flags of CAN_XL_CHANNEL_FRAME besides those of CAN_FD_MESSAGE_64. */
const xlFlags = { xl: 0x40_0000 } as const;

/** Sizes of the fields before the payload. */
const classicHead = 8;
const fdHead = 20;
const fd64Head = 40;
const xlHead = 104;

/** Reads objects that contain a CAN frame; `at` is where their fields begin, `end` where the object ends. */
export class CanObjects {
  readonly #buses: TraceBuses;
  readonly #time: TimeHalves;
  readonly #topics: ChannelTopics;
  readonly #padded = new Uint8Array(64);

  constructor(time: TimeHalves, buses: TraceBuses, topics: ChannelTopics) {
    this.#time = time;
    this.#buses = buses;
    this.#topics = topics;
  }

  /** CAN_MESSAGE and CAN_MESSAGE2: channel (16 bits), flags, DLC, identifier (32 bits), 8 bytes. */
  message(view: DataView, bytes: Uint8Array, at: number, end: number, offset: number): boolean {
    if (at + classicHead > end) return false;
    const flags = view.getUint8(at + 2);
    const id = view.getUint32(at + 4, true);
    const isRemote = (flags & classicFlags.remote) !== 0;
    const length = isRemote ? 0 : Math.min(view.getUint8(at + 3) & 0xf, 8, end - at - classicHead);
    if ((flags & classicFlags.direction) === transmitRequest)
      return this.#request(view.getUint16(at, true), length, offset);
    this.#frame(
      view.getUint16(at, true),
      id,
      (isRemote ? remote : 0) | ((flags & classicFlags.transmitted) !== 0 ? transmitted : 0),
      bytes,
      at + classicHead,
      length,
      offset,
    );
    return true;
  }

  /** CAN_FD_MESSAGE: the same, frame length (32 bits), bit count, CAN FD flags, valid bytes, 5 reserved, 64 bytes. */
  fdMessage(view: DataView, bytes: Uint8Array, at: number, end: number, offset: number): boolean {
    if (at + fdHead > end) return false;
    const flags = view.getUint8(at + 2);
    const more = view.getUint8(at + 13);
    const isRemote = (flags & classicFlags.remote) !== 0;
    const length = isRemote ? 0 : Math.min(view.getUint8(at + 14), 64, end - at - fdHead);
    if ((flags & classicFlags.direction) === transmitRequest)
      return this.#request(view.getUint16(at, true), length, offset);
    this.#frame(
      view.getUint16(at, true),
      view.getUint32(at + 4, true),
      (isRemote ? remote : 0) |
        ((flags & classicFlags.transmitted) !== 0 ? transmitted : 0) |
        ((more & fdFlags.fd) !== 0 ? fd : 0) |
        ((more & fdFlags.bitRateSwitch) !== 0 ? bitRateSwitch : 0) |
        ((more & fdFlags.errorState) !== 0 ? errorState : 0),
      bytes,
      at + fdHead,
      length,
      offset,
    );
    return true;
  }

  /**
   * CAN_FD_MESSAGE_64: channel, DLC, valid bytes, transmit count, identifier (32 bits), frame length (32), flags (32), bit
   * timing and offsets (4 × 32), bit count (16), direction, offset of extended data, CRC (32), payload. Vector's own
   * library reads valid bytes that are absent as zero.
   */
  fdMessage64(
    view: DataView,
    bytes: Uint8Array,
    at: number,
    end: number,
    offset: number,
    objectStart: number,
  ): boolean {
    if (at + fd64Head > end) return false;
    const flags = view.getUint32(at + 12, true);
    const isRemote = (flags & fd64Flags.remote) !== 0;
    const extendedData = view.getUint8(at + 35);
    const dataEnd = extendedData === 0 ? end : Math.min(end, objectStart + extendedData);
    const dataStart = at + fd64Head;
    const length = isRemote ? 0 : Math.min(view.getUint8(at + 2), 64);
    if (view.getUint8(at + 34) === transmitRequest) return this.#request(view.getUint8(at), length, offset);
    const present = Math.max(0, Math.min(length, dataEnd - dataStart));
    const isPadded = present < length;
    if (isPadded) this.#padded.fill(0).set(bytes.subarray(dataStart, dataStart + present));
    this.#frame(
      view.getUint8(at),
      view.getUint32(at + 4, true),
      (isRemote ? remote : 0) | (view.getUint8(at + 34) !== 0 ? transmitted : 0) | fdKind(flags),
      isPadded ? this.#padded : bytes,
      isPadded ? 0 : dataStart,
      length,
      offset,
    );
    return true;
  }

  /**
   * CAN_XL_CHANNEL_FRAME, which holds the classic and CAN FD frames of a CAN XL channel too: channel, transmit count,
   * direction, 9 bytes, identifier (32 bits), type, 3 bytes, data length (16 bits), 26 bytes, flags (32 bits), 52 bytes,
   * payload.
   */
  xlFrame(view: DataView, bytes: Uint8Array, at: number, end: number, offset: number): boolean {
    if (at + xlHead > end) return false;
    const channel = view.getUint8(at);
    const id = view.getUint32(at + 12, true);
    const flags = view.getUint32(at + 48, true);
    const isRemote = (flags & fd64Flags.remote) !== 0;
    const length = isRemote ? 0 : Math.min(view.getUint16(at + 20, true), end - at - xlHead);
    const direction = view.getUint8(at + 2);
    if (direction === transmitRequest) return this.#request(channel, length, offset);
    if ((flags & xlFlags.xl) !== 0) {
      this.#buses.channel(channel).xlFrame(this.#time.high, this.#time.low, id & xlPriority, length, offset);
      return true;
    }
    const kind = (isRemote ? remote : 0) | (direction !== 0 ? transmitted : 0) | fdKind(flags);
    this.#frame(channel, id, kind, bytes, at + xlHead, Math.min(length, 64), offset);
    return true;
  }

  #request(channel: number, length: number, offset: number): boolean {
    this.#topics.add(channelTopics.transmitRequest, channel, this.#time, length, offset);
    return true;
  }

  #frame(
    channel: number,
    id: number,
    flags: number,
    bytes: Uint8Array,
    start: number,
    length: number,
    offset: number,
  ): void {
    const isExtended = id >= extendedBit ? extended : 0;
    const { high, low } = this.#time;
    const { can } = this.#buses.channel(channel);
    can.frame(high, low, id & identifierMask, flags | isExtended, bytes, start, length, offset);
  }
}

function fdKind(flags: number): number {
  return (
    ((flags & fd64Flags.fd) !== 0 ? fd : 0) |
    ((flags & fd64Flags.bitRateSwitch) !== 0 ? bitRateSwitch : 0) |
    ((flags & fd64Flags.errorState) !== 0 ? errorState : 0)
  );
}
