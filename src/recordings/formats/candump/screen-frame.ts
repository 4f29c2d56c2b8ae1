import { frameFlags } from '../../meaning/can/can-frame.ts';
import {
  decimalNumber,
  equalsAt,
  hexNumber,
  latin1,
  skipBlanks,
  startsWithAt,
  tokenEnd,
} from '../text/ascii.ts';
import type { LoggedFrame } from './logged-frame.ts';
import { readScreenData } from './screen-data.ts';

/** `[0017]` */
const xlLengthBytes = 6;
const xlFrame =
  /^\[(\d{4})\] \([\dA-F]{2}\|[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{8}\)(?: [\dA-F]{2}){0,64}(?: \.\.\.)?$/i;

const brackets = { square: 0x5b, squareClose: 0x5d, curly: 0x7b, curlyClose: 0x7d } as const;
const marks = { apostrophe: 0x27, grave: 0x60, B: 0x42, E: 0x45, greater: 0x3e } as const;

/**
 * Reads `123   [4]  11 22 33 44` from `start`, as candump prints a frame on the screen (can-utils, lib.c: "long
 * format"): `[04]` for CAN FD, `[0017] (00|81:00:12345678)` for CAN XL, `remote request`, `ERRORFRAME`, text in quotes
 * (-a), `RX - -` before it (-x). False if it is not one.
 */
export function readScreenFrame(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): boolean {
  frame.flags = 0;
  frame.xl = false;
  const at = readDirection(bytes, start, end, frame);
  const idEnd = tokenEnd(bytes, at, end);
  frame.digits = idEnd - at;
  frame.id = hexNumber(bytes, at, idEnd);
  return frame.id >= 0 && readCounted(bytes, skipBlanks(bytes, idEnd, end), end, frame);
}

/** The length and what follows it. */
function readCounted(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): boolean {
  let at = start;
  const lengthEnd = tokenEnd(bytes, at, end);
  if (lengthEnd - at === xlLengthBytes) return readXl(bytes, at, end, frame);
  const length = lengthOf(bytes, at, lengthEnd);
  if (length < 0) return false;
  if (lengthEnd - at === 4) frame.flags |= frameFlags.fd;
  if (startsWithAt(bytes, skipBlanks(bytes, lengthEnd, end), end, 'remote request')) {
    frame.flags |= frameFlags.remote;
    frame.length = 0;
    return true;
  }
  frame.length = Math.min(length, (frame.flags & frameFlags.fd) !== 0 ? 64 : 8);
  at = readScreenData(bytes, lengthEnd, end, frame.length, frame.data);
  if (at < 0) return false;
  at = skipBlanks(bytes, at, end);
  return at === end || isRemark(bytes, at, end);
}

/**
 * `[0017] (45|81:00:12345678) 11 22 …`: VCID, flags, SDU type and acceptance field. At most 64 bytes are shown; they are
 * not kept.
 */
function readXl(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): boolean {
  const text = latin1(bytes, start, end);
  const length = Number(xlFrame.exec(text)?.[1] ?? 0);
  frame.xl = true;
  frame.length = length;
  return length >= 1 && length <= 2048;
}

/**
 * Reads `<0x18eeff01> [8] 05 a0 …` from `start`: the candump of the CAN tools before SocketCAN's, which prints no
 * interface. False if it is not one.
 */
export function readPointedFrame(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): boolean {
  const idEnd = tokenEnd(bytes, start, end);
  frame.flags = 0;
  frame.xl = false;
  frame.digits = idEnd - start - 4;
  frame.id = hexNumber(bytes, start + 3, idEnd - 1);
  const isPointed = startsWithAt(bytes, start, idEnd, '<0x') && bytes[idEnd - 1] === marks.greater;
  return isPointed && frame.id >= 0 && readCounted(bytes, skipBlanks(bytes, idEnd, end), end, frame);
}

/** `[8]`, `{8}` with -8, `[08]` for CAN FD; -1 for anything else. */
function lengthOf(bytes: Uint8Array, start: number, end: number): number {
  const size = end - start;
  const closed =
    (bytes[start] === brackets.square && bytes[end - 1] === brackets.squareClose) ||
    (bytes[start] === brackets.curly && bytes[end - 1] === brackets.curlyClose);
  if (!closed || size < 3 || size > 4) return -1;
  if (size === 3) return hexNumber(bytes, start + 1, end - 1);
  const length = decimalNumber(bytes, start + 1, end - 1);
  return length > 64 ? -1 : length;
}

function isRemark(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    bytes[start] === marks.apostrophe ||
    bytes[start] === marks.grave ||
    equalsAt(bytes, start, end, 'ERRORFRAME')
  );
}

/** `RX - -` or `TX B E` before the identifier. */
function readDirection(bytes: Uint8Array, start: number, end: number, frame: LoggedFrame): number {
  const directionEnd = tokenEnd(bytes, start, end);
  const sent = equalsAt(bytes, start, directionEnd, 'TX');
  if (!sent && !equalsAt(bytes, start, directionEnd, 'RX')) return start;
  if (sent) frame.flags |= frameFlags.transmitted;
  let at = skipBlanks(bytes, directionEnd, end);
  while (tokenEnd(bytes, at, end) === at + 1) {
    if (bytes[at] === marks.B) frame.flags |= frameFlags.bitRateSwitch;
    if (bytes[at] === marks.E) frame.flags |= frameFlags.errorState;
    at = skipBlanks(bytes, at + 1, end);
  }
  return at;
}
