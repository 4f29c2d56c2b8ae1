import { frameFlags } from '../meaning/can/can-frame.ts';
import { ByteWriter } from './mcap/byte-writer.ts';
import type { McapSchema } from './mcap/mcap-records.ts';

const header = `================================================================================
MSG: std_msgs/Header
builtin_interfaces/Time stamp
string frame_id
================================================================================
MSG: builtin_interfaces/Time
int32 sec
uint32 nanosec
`;

/** The layouts of https://github.com/ros-industrial/ros_canopen (can_msgs), the type that CAN bridges publish. */
export const canFrameSchema: McapSchema = {
  name: 'can_msgs/msg/Frame',
  encoding: 'ros2msg',
  data: Buffer.from(
    `std_msgs/Header header\nuint32 id\nbool is_rtr\nbool is_extended\nbool is_error\nuint8 dlc\nuint8[8] data\n${header}`,
  ),
};

/** Of https://github.com/autowarefoundation/ros2_socketcan, for frames of up to 64 bytes. */
export const canFdFrameSchema: McapSchema = {
  name: 'ros2_socketcan_msgs/msg/FdFrame',
  encoding: 'ros2msg',
  data: Buffer.from(
    `std_msgs/Header header\nuint32 id\nbool is_extended\nbool is_error\nuint8 len\nuint8[<=64] data\n${header}`,
  ),
};

/** Bytes of a frame that the classic message holds. */
export const classicBytes = 8;

const mostSeconds = 2 ** 31 - 1;

export interface CanFrame {
  bus: string;
  id: number;
  /** As in `frameFlags`. */
  flags: number;
  extended: boolean;
  data: Uint8Array;
}

/** Serialises frames as CDR, little-endian; the buffer is used again. */
export class CanFrameEncoder {
  readonly #out = new ByteWriter(256);

  classic(frame: CanFrame, timeNs: bigint): Uint8Array {
    const out = this.#head(frame, timeNs);
    out.u8((frame.flags & frameFlags.remote) !== 0 ? 1 : 0);
    out.u8(frame.extended ? 1 : 0);
    out.u8(0);
    const length = Math.min(frame.data.byteLength, classicBytes);
    out.u8(length);
    out.bytes(frame.data.subarray(0, length));
    for (let index = length; index < classicBytes; index += 1) out.u8(0);
    return out.written;
  }

  fd(frame: CanFrame, timeNs: bigint): Uint8Array {
    const out = this.#head(frame, timeNs);
    out.u8(frame.extended ? 1 : 0);
    out.u8(0);
    out.u8(frame.data.byteLength);
    this.#align();
    out.u32(frame.data.byteLength);
    out.bytes(frame.data);
    return out.written;
  }

  /** Encapsulation, `header` and `id`. */
  #head({ bus, id }: CanFrame, timeNs: bigint): ByteWriter {
    const out = this.#out;
    out.clear();
    out.u32(0x0000_0100);
    const seconds = Number(timeNs / 1_000_000_000n);
    // Until 2038; a time beyond that stands in the log time alone.
    out.u32(Math.min(seconds, mostSeconds));
    out.u32(Number(timeNs % 1_000_000_000n));
    const name = Buffer.from(bus);
    out.u32(name.byteLength + 1);
    out.bytes(name);
    out.u8(0);
    this.#align();
    out.u32(id);
    return out;
  }

  /** Numbers are aligned to four bytes, counted after the encapsulation, which has four itself. */
  #align(): void {
    while (this.#out.length % 4 !== 0) this.#out.u8(0);
  }
}
