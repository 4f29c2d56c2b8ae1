import { isHeader, isNamedHeader, versionAt } from '../../meaning/dlt/dlt-header.ts';

/** `DLT` and the version of the storage header that follows (dlt_common.h), or `DLS` and 1 on a serial line. */
const firstLetter = 0x44;
const storage = 0x44_4c_54_01;
const laterStorage = 0x44_4c_54_02;
const serial = 0x44_4c_53_01;
export const markSize = 4;

/** Mark, seconds, microseconds, ECU. */
export const storageHeaderSize = 16;

/** What stands before the messages: `bare` is a stream of them with nothing between. */
export type Framing = 'marked' | 'bare';

/** Size of what stands before the standard header at `at`, 0 in a bare stream; -1 when there is no message. */
export function framingAt(view: DataView, at: number, end: number, framing: Framing): number {
  if (framing === 'bare') return isNamedHeader(view, at, end - at) ? 0 : -1;
  if (end - at < markSize) return -1;
  const mark = view.getUint32(at);
  if (mark === storage) return storageHeaderSize;
  return mark === serial ? markSize : -1;
}

/** A storage header of DLT version 2 (R22-11), which this version does not read. */
export function isLaterMark(view: DataView, at: number, end: number): boolean {
  return end - at >= markSize && view.getUint32(at) === laterStorage;
}

/**
 * End of the message at `at`, with what stands before it, when its header is plausible; -1 otherwise. It may lie behind
 * `end`.
 */
export function messageEnd(view: DataView, at: number, end: number, framing: Framing): number {
  const header = framingAt(view, at, end, framing);
  if (header < 0 || !isHeader(view, at + header, end - at - header)) return -1;
  return at + header + view.getUint16(at + header + 2);
}

/** End of a message of another version of the protocol, by the place of the length in version 2 or else in 1. */
export function laterMessageEnd(view: DataView, at: number, end: number): number {
  const header = framingAt(view, at, end, 'marked');
  if (header < 0 || end - at - header < 8) return -1;
  const version = versionAt(view, at + header);
  if (version <= 1) return -1;
  return at + header + view.getUint16(at + header + (version === 2 ? 5 : 2));
}

/**
 * Where from `from` to `to` the next message may begin that leads to another one, or to or beyond `end`; -1 for
 * nowhere.
 */
export function findMessage(
  view: DataView,
  bytes: Uint8Array,
  { from, to, end }: { from: number; to: number; end: number },
  framing: Framing,
): number {
  if (framing === 'bare') {
    for (let at = from; at < to; at += 1) if (leadsOn(view, at, end, framing)) return at;
    return -1;
  }
  let at = bytes.indexOf(firstLetter, from);
  while (at >= 0 && at < to) {
    if (isLaterMark(view, at, end) || leadsOn(view, at, end, framing)) return at;
    at = bytes.indexOf(firstLetter, at + 1);
  }
  return -1;
}

function leadsOn(view: DataView, at: number, end: number, framing: Framing): boolean {
  const next = messageEnd(view, at, end, framing);
  return next >= 0 && (next >= end || isMark(view, next, end, framing));
}

/** Whether a message may begin at `at`, of whatever version. */
export function isMark(view: DataView, at: number, end: number, framing: Framing): boolean {
  return framingAt(view, at, end, framing) >= 0 || isLaterMark(view, at, end);
}

/** Messages in a row that show that a file is a bare stream. */
const provenRun = 4;

/** Whether a file that begins so holds messages and nothing between them. */
export function isBareStream(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = 0;
  for (let run = 0; run < provenRun; run += 1) {
    if (framingAt(view, at, head.byteLength, 'bare') < 0) return false;
    at += view.getUint16(at + 2);
    // All of a short file, or more than the head of a long one.
    if (at >= head.byteLength) return run > 0;
  }
  return true;
}
