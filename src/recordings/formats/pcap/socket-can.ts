import { frameFlags } from '../../meaning/can/can-frame.ts';
import { socketCanError } from '../../meaning/can/socketcan-error.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import type { TraceBus } from '../traces/trace-buses.ts';

/** linux/can.h: flags above the 29 bits of an identifier, here in network byte order. */
const extendedFlag = 0x8000_0000;
const remoteFlag = 0x4000_0000;
const errorFlag = 0x2000_0000;
const identifierMask = 0x1fff_ffff;
/** linux/can/error.h: classes of errors, the last of them CAN_ERR_CNT. */
const errorClasses = 0x3ff;
const standardMask = 0x7ff;

/** `canfd_frame.flags`; the flag of CAN XL is at the same place. */
const fdFlags = { bitRateSwitch: 0x01, errorState: 0x02, fd: 0x04 } as const;
const knownFlags = 0x07;
const xlFlag = 0x80;

const headerSize = 8;
const xlHeaderSize = 12;
const classicBytes = 8;
const fdBytes = 64;

export function isXlFrame({ view, start, end }: NetworkPayload): boolean {
  return end - start >= headerSize && (view.getUint8(start + 4) & xlFlag) !== 0;
}

/** Whether the flags of an identifier agree with each other and with its length, read in that byte order. */
export function identifierIsPossible({ view, start, end }: NetworkPayload, littleEndian: boolean): boolean {
  if (end - start < headerSize) return false;
  const id = view.getUint32(start, littleEndian);
  if ((id & errorFlag) !== 0)
    return (id & (extendedFlag | remoteFlag)) === 0 && (id & identifierMask) <= errorClasses;
  return (id & extendedFlag) !== 0 || (id & identifierMask) <= standardMask;
}

/**
 * Drivers leave what was in memory in the padding of classic frames (seen in captures of slcan): flags that do not
 * exist, or a reserved byte that is not 0, show that these are none.
 */
function flagsOf({ view, start }: NetworkPayload): number {
  const flags = view.getUint8(start + 5);
  return (flags & ~knownFlags) === 0 && view.getUint8(start + 6) === 0 ? flags : 0;
}

/**
 * Reads a frame in SocketCAN's format (LINKTYPE_CAN_SOCKETCAN), with an identifier in that byte order; false if it is
 * incomplete. A frame of up to 8 bytes is CAN FD if its flags or the link say so.
 */
export function readSocketCan(
  frame: NetworkPayload,
  bus: TraceBus,
  isFdByLink: boolean,
  littleEndian: boolean,
): boolean {
  const { view, bytes, start, end, high, low, offset } = frame;
  if (end - start < headerSize) return false;
  const id = view.getUint32(start, littleEndian);
  const byte5 = flagsOf(frame);
  if (isXlFrame(frame)) {
    bus.xlFrame(high, low, id & standardMask, Math.max(0, end - start - xlHeaderSize), offset);
    return true;
  }
  const length = view.getUint8(start + 4);
  const data = start + headerSize;
  const isRemote = (id & remoteFlag) !== 0;
  if (length > fdBytes || (!isRemote && data + length > end)) return false;
  if ((id & errorFlag) !== 0) {
    const { kind, detail } = socketCanError(id, bytes.subarray(data, data + length), length);
    bus.errorFrame(high, low, kind, length, offset, detail);
    return true;
  }
  const isExtended = (id & extendedFlag) !== 0;
  const isFd = !isRemote && (isFdByLink || length > classicBytes || (byte5 & fdFlags.fd) !== 0);
  let flags = isExtended ? frameFlags.extended : 0;
  if (isRemote) flags |= frameFlags.remote;
  if (isFd) {
    flags |= frameFlags.fd;
    if ((byte5 & fdFlags.bitRateSwitch) !== 0) flags |= frameFlags.bitRateSwitch;
    if ((byte5 & fdFlags.errorState) !== 0) flags |= frameFlags.errorState;
  }
  const bare = id & (isExtended ? identifierMask : standardMask);
  bus.can.frame(high, low, bare, flags, bytes, data, isRemote ? 0 : length, offset);
  return true;
}
