import { frameFlags } from '../can/can-frame.ts';
import { isLittleEndian, isPlain } from './cdr-encapsulation.ts';

/** A CAN frame in a ROS message. */
export interface CanFrameMessage {
  /** The bare identifier; of an error frame the classes of `linux/can/error.h`. */
  id: number;
  /** As in `frameFlags`. */
  flags: number;
  isError: boolean;
  /** The payload, in bytes of the view. */
  start: number;
  length: number;
}

/** Reads the message of `size` bytes at `at` into `frame`; false if it is invalid. */
export type CanFrameParser = (view: DataView, at: number, size: number, frame: CanFrameMessage) => boolean;

/** CAN_EFF_FLAG of `linux/can.h`, which some drivers leave in the identifier. */
const rawExtendedFlag = 0x80000000;
const longestStandardId = 0x7ff;
const idMask = 0x1fffffff;

/** `std_msgs/Header` up to `frame_id`: in CDR after the encapsulation, in ROS 1 with a leading `seq`. */
const headerBytes = 12;

const parsers: Record<string, CanFrameParser> = {
  'cdr can_msgs/Frame': (view, at, size, frame) => inCdr(view, at, size, frame, classic),
  'ros1 can_msgs/Frame': inRos1,
  'cdr ros2_socketcan_msgs/FdFrame': (view, at, size, frame) => inCdr(view, at, size, frame, fd),
};

/**
 * Reads messages of the well-known types of CAN bridges (can_msgs/Frame, ros2_socketcan_msgs/FdFrame) by their fixed
 * layout and without an object each, since a generic decoder costs many times as much as handling the frame;
 * undefined for others.
 */
export function canFrameParser(messageEncoding: string, schemaName: string): CanFrameParser | undefined {
  const key = `${messageEncoding} ${schemaName.replace('/msg/', '/')}`;
  return Object.hasOwn(parsers, key) ? parsers[key] : undefined;
}

/** Reads the fields after the header, from `at` up to `end`. */
type BodyReader = (
  view: DataView,
  at: number,
  end: number,
  little: boolean,
  frame: CanFrameMessage,
) => boolean;

function inCdr(
  view: DataView,
  at: number,
  size: number,
  frame: CanFrameMessage,
  readBody: BodyReader,
): boolean {
  if (size < 4 + headerBytes || !isPlain(view, at)) return false;
  const little = isLittleEndian(view, at);
  const text = view.getUint32(at + headerBytes, little);
  if (text > size) return false;
  // Numbers are aligned to multiples of four, counted after the encapsulation, which has four bytes itself.
  const body = at + ((4 + headerBytes + text + 3) & ~3);
  return readBody(view, body, at + size, little, frame);
}

function inRos1(view: DataView, at: number, size: number, frame: CanFrameMessage): boolean {
  if (size < headerBytes + 4) return false;
  const body = at + headerBytes + 4 + view.getUint32(at + headerBytes, true);
  return classic(view, body, at + size, true, frame);
}

/** `uint32 id, bool is_rtr, bool is_extended, bool is_error, uint8 dlc, uint8[8] data`. */
function classic(view: DataView, at: number, end: number, little: boolean, frame: CanFrameMessage): boolean {
  if (at + 16 > end) return false;
  identify(frame, view.getUint32(at, little), view.getUint8(at + 5), view.getUint8(at + 6));
  if (view.getUint8(at + 4) !== 0) frame.flags |= frameFlags.remote;
  frame.start = at + 8;
  frame.length = view.getUint8(at + 7);
  return frame.length <= 8;
}

/** `uint32 id, bool is_extended, bool is_error, uint8 len, uint8[<=64] data`. */
function fd(view: DataView, at: number, end: number, little: boolean, frame: CanFrameMessage): boolean {
  if (at + 12 > end) return false;
  identify(frame, view.getUint32(at, little), view.getUint8(at + 4), view.getUint8(at + 5));
  frame.flags |= frameFlags.fd;
  frame.start = at + 12;
  frame.length = Math.min(view.getUint8(at + 6), view.getUint32(at + 8, little));
  return frame.length <= 64 && frame.start + frame.length <= end;
}

function identify(frame: CanFrameMessage, id: number, isExtended: number, isError: number): void {
  frame.id = id & idMask;
  const extended = isExtended !== 0 || (id & rawExtendedFlag) !== 0 || frame.id > longestStandardId;
  frame.flags = extended ? frameFlags.extended : 0;
  frame.isError = isError !== 0;
}
