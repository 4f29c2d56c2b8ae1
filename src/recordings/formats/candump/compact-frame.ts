import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import { ascii, hexNumber, hexValue, skipBlanks, tokenEnd } from '../text/ascii.ts';
import { isNote } from '../traces/remark.ts';
import type { LoggedFrame } from './logged-frame.ts';

/** linux/can.h: flags of a CAN FD frame, the digit after `##`. */
const bitRateSwitch = 1;
const errorState = 2;

const letters = { R: 0x52, r: 0x72, T: 0x54, underscore: 0x5f } as const;

/**
 * Reads `123#1122`, `12345678#R4` or `123##1AABB` from `start` (can-utils, lib.h: "compact format"), with the `R` or
 * `T` that candump -x appends. False if it is not one.
 */
export function readCompactFrame(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): boolean {
  let at = start;
  while (at < end && bytes[at] !== ascii.numberSign) at += 1;
  frame.digits = at - start;
  frame.id = hexNumber(bytes, start, at);
  frame.flags = 0;
  frame.xl = false;
  if (frame.id < 0) return false;
  at += 1;
  if (bytes[at] === letters.R || bytes[at] === letters.r) at = readRemote(bytes, at + 1, end, frame);
  else if (bytes[at] === ascii.numberSign) at = readFd(bytes, at + 1, end, frame);
  else if (frame.digits === 5 && bytes[at + 2] === ascii.colon) at = readXl(bytes, at, end, frame);
  else at = readClassic(bytes, at, end, frame);
  return at >= 0 && readDirection(bytes, at, end, frame);
}

/** SavvyCAN writes the longer data of CAN FD in the same form, which does not say whether the bit rate was switched. */
function readClassic(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): number {
  const at = readData(bytes, start, end, 64, frame);
  if (frame.length <= 8 || at < 0) return readLength8Code(bytes, at, end);
  frame.flags = frameFlags.fd | frameFlags.bitRateSwitch;
  return fdLengths.includes(frame.length) ? at : -1;
}

function readFd(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): number {
  const flags = start < end ? (hexValue[bytes[start] as number] as number) : 255;
  if (flags > 15) return -1;
  frame.flags =
    frameFlags.fd |
    ((flags & bitRateSwitch) !== 0 ? frameFlags.bitRateSwitch : 0) |
    ((flags & errorState) !== 0 ? frameFlags.errorState : 0);
  return readData(bytes, start + 1, end, 64, frame);
}

/** `00123#81:00:12345678#1122`: VCID and priority, flags, SDU type and acceptance field. */
function readXl(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): number {
  const header =
    hexNumber(bytes, start, start + 2) >= 0 &&
    hexNumber(bytes, start + 3, start + 5) >= 0 &&
    bytes[start + 5] === ascii.colon &&
    hexNumber(bytes, start + 6, start + 14) >= 0 &&
    bytes[start + 14] === ascii.numberSign;
  const at = start + 15;
  const dataEnd = header && at <= end ? tokenEnd(bytes, at, end) : -1;
  if (dataEnd < 0 || (dataEnd - at) % 2 !== 0 || dataEnd - at > 2 * 2048) return -1;
  for (let digit = at; digit < dataEnd; digit += 1) {
    if ((hexValue[bytes[digit] as number] as number) > 15) return -1;
  }
  frame.xl = true;
  frame.id &= 0x7ff;
  frame.length = (dataEnd - at) / 2;
  return dataEnd;
}

/** `R` may be followed by the requested length, one digit. */
function readRemote(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): number {
  frame.flags = frameFlags.remote;
  frame.length = 0;
  if (start === end || bytes[start] === ascii.space) return start;
  if ((hexValue[bytes[start] as number] as number) > 8) return -1;
  return readLength8Code(bytes, start + 1, end);
}

/** `_9` to `_F` after 8 bytes: the raw length code of a classic frame, which still carries 8 bytes. */
function readLength8Code(bytes: Uint8Array, at: number, end: number): number {
  return at >= 0 && at + 1 < end && bytes[at] === letters.underscore ? at + 2 : at;
}

/** Pairs of digits, optionally separated by points. Returns the position after them; -1 if they are invalid. */
function readData(bytes: Uint8Array, start: number, end: number, most: number, frame: LoggedFrame): number {
  const { data } = frame;
  let at = start;
  let length = 0;
  while (at < end) {
    const upper = hexValue[bytes[at] as number] as number;
    if (upper > 15) {
      if (bytes[at] !== ascii.point) break;
      at += 1;
      continue;
    }
    const lower = at + 1 < end ? (hexValue[bytes[at + 1] as number] as number) : 255;
    if (lower > 15 || length === most) return -1;
    data[length] = upper * 16 + lower;
    length += 1;
    at += 2;
  }
  frame.length = length;
  return at;
}

/** `R` or `T`, or a note that somebody wrote behind the frame. */
function readDirection(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): boolean {
  if (start === end) return true;
  const at = skipBlanks(bytes, start, end);
  if (at === start) return false;
  if (tokenEnd(bytes, at, end) !== at + 1) return isNote(bytes, at, end);
  const letter = bytes[at];
  if (letter === letters.T) frame.flags |= frameFlags.transmitted;
  else if (letter !== letters.R) return false;
  // candump -x adds the flags of a CAN FD frame (`B`, `E` or `-`).
  for (let rest = skipBlanks(bytes, at + 1, end); rest < end; rest = skipBlanks(bytes, rest + 1, end)) {
    if (tokenEnd(bytes, rest, end) !== rest + 1) return false;
  }
  return true;
}
