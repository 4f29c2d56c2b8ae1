import { frameFlags } from '../can/can-frame.ts';
import { isLittleEndian, isPlain } from './cdr-encapsulation.ts';

/** A CAN frame in a ROS message; its payload is `start` to `start + length - 1` of the message. */
export interface CanFrameMessage {
  /** The bare identifier; of an error frame the classes of `linux/can/error.h`. */
  id: number;
  /** As in `frameFlags`. */
  flags: number;
  isError: boolean;
  start: number;
  length: number;
}

export type CanFrameParser = (bytes: Uint8Array) => CanFrameMessage | undefined;

/** CAN_EFF_FLAG of `linux/can.h`, which some drivers leave in the identifier. */
const rawExtendedFlag = 0x80000000;
const longestStandardId = 0x7ff;
const idMask = 0x1fffffff;

const stampBytes = 8;
const cdrStart = 4;

const parsers: Record<string, CanFrameParser> = {
  'cdr can_msgs/Frame': (bytes) => classic(bytes, inCdr(bytes)),
  'ros1 can_msgs/Frame': (bytes) => classic(bytes, inRos1(bytes)),
  'cdr ros2_socketcan_msgs/FdFrame': (bytes) => fd(bytes, inCdr(bytes)),
};

/**
 * Reads messages of the well-known types of CAN bridges (can_msgs/Frame, ros2_socketcan_msgs/FdFrame) by their fixed
 * layout, since a generic decoder costs more than the frame; undefined for other types. A message that cannot be one
 * gives undefined.
 */
export function canFrameParser(messageEncoding: string, schemaName: string): CanFrameParser | undefined {
  const key = `${messageEncoding} ${schemaName.replace('/msg/', '/')}`;
  return Object.hasOwn(parsers, key) ? parsers[key] : undefined;
}

/** Where the fields behind `std_msgs/Header` begin. */
interface Body {
  view: DataView;
  at: number;
  little: boolean;
}

function inCdr(bytes: Uint8Array): Body | undefined {
  if (bytes.byteLength < cdrStart + stampBytes + 4 || !isPlain(bytes)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = isLittleEndian(bytes);
  const frameId = cdrStart + stampBytes;
  return { view, little, at: aligned(frameId + 4 + view.getUint32(frameId, little)) };
}

function inRos1(bytes: Uint8Array): Body | undefined {
  // `seq` comes before the stamp.
  const frameId = 4 + stampBytes;
  if (bytes.byteLength < frameId + 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, little: true, at: frameId + 4 + view.getUint32(frameId, true) };
}

/** Numbers of four bytes stand at multiples of four, counted behind the encapsulation, which has four itself. */
function aligned(at: number): number {
  return Math.ceil(at / 4) * 4;
}

/** `uint32 id, bool is_rtr, bool is_extended, bool is_error, uint8 dlc, uint8[8] data`. */
function classic(bytes: Uint8Array, body: Body | undefined): CanFrameMessage | undefined {
  if (!body || body.at + 16 > bytes.byteLength) return undefined;
  const { view, at, little } = body;
  const length = view.getUint8(at + 7);
  if (length > 8) return undefined;
  const remote = view.getUint8(at + 4) === 0 ? 0 : frameFlags.remote;
  return frame(view.getUint32(at, little), view.getUint8(at + 5), view.getUint8(at + 6), {
    flags: remote,
    start: at + 8,
    length,
  });
}

/** `uint32 id, bool is_extended, bool is_error, uint8 len, uint8[<=64] data`. */
function fd(bytes: Uint8Array, body: Body | undefined): CanFrameMessage | undefined {
  if (!body || body.at + 12 > bytes.byteLength) return undefined;
  const { view, at, little } = body;
  const length = Math.min(view.getUint8(at + 6), view.getUint32(at + 8, little));
  if (length > 64 || at + 12 + length > bytes.byteLength) return undefined;
  return frame(view.getUint32(at, little), view.getUint8(at + 4), view.getUint8(at + 5), {
    flags: frameFlags.fd,
    start: at + 12,
    length,
  });
}

function frame(
  id: number,
  isExtended: number,
  isError: number,
  { flags, start, length }: { flags: number; start: number; length: number },
): CanFrameMessage {
  const extended = isExtended !== 0 || (id & rawExtendedFlag) !== 0 || (id & idMask) > longestStandardId;
  return {
    id: id & idMask,
    flags: flags | (extended ? frameFlags.extended : 0),
    isError: isError !== 0,
    start,
    length,
  };
}
