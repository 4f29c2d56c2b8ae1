import { isHeader, isNamedHeader, versionAt } from '../../meaning/dlt/dlt-header.ts';

/** `DLT` and the version of the storage header that follows (dlt_common.h), or `DLS` and 1 on a serial line. */
const firstLetter = 0x44;
const storage = 0x44_4c_54_01;
const laterStorage = 0x44_4c_54_02;
const serial = 0x44_4c_53_01;
export const markSize = 4;

/** Mark, seconds, microseconds, ECU. */
export const storageHeaderSize = 16;

/** What precedes the messages: `bare` is a stream of messages with nothing in between. */
export type Framing = 'marked' | 'bare';

/** Size of what precedes the standard header at `at`, 0 in a bare stream; -1 if there is no message. */
export function framingAt(view: DataView, at: number, end: number, framing: Framing): number {
  if (framing === 'bare') return isNamedHeader(view, at, end - at) ? 0 : -1;
  if (end - at < markSize) return -1;
  const mark = view.getUint32(at);
  if (mark === storage) return storageHeaderSize;
  return mark === serial ? markSize : -1;
}

/** A storage header of DLT version 2 (R22-11), which this version does not support. */
export function isLaterMark(view: DataView, at: number, end: number): boolean {
  return end - at >= markSize && view.getUint32(at) === laterStorage;
}

/**
 * End of the message at `at`, including what precedes it, if its header is plausible; -1 otherwise. It may be beyond
 * `end`.
 */
export function messageEnd(view: DataView, at: number, end: number, framing: Framing): number {
  const header = framingAt(view, at, end, framing);
  if (header < 0 || !isHeader(view, at + header, end - at - header)) return -1;
  return at + header + view.getUint16(at + header + 2);
}

/**
 * End of a message of another version of the protocol, using the position of the length in version 2, else in version
 * 1.
 */
export function laterMessageEnd(view: DataView, at: number, end: number): number {
  const header = framingAt(view, at, end, 'marked');
  if (header < 0 || end - at - header < 8) return -1;
  const version = versionAt(view, at + header);
  if (version <= 1) return -1;
  return at + header + view.getUint16(at + header + (version === 2 ? 5 : 2));
}

/**
 * Where from `from` to `to` the next message may begin that is followed by another one, or extends to or beyond
 * `end`; -1 if nowhere.
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
  const searched = bytes.subarray(0, to);
  let at = searched.indexOf(firstLetter, from);
  while (at >= 0) {
    if (isLaterMark(view, at, end) || leadsOn(view, at, end, framing)) return at;
    at = searched.indexOf(firstLetter, at + 1);
  }
  return -1;
}

function leadsOn(view: DataView, at: number, end: number, framing: Framing): boolean {
  const next = messageEnd(view, at, end, framing);
  return next >= 0 && (next >= end || isMark(view, next, end, framing));
}

/** Whether a message of any version may begin at `at`. */
export function isMark(view: DataView, at: number, end: number, framing: Framing): boolean {
  return framingAt(view, at, end, framing) >= 0 || isLaterMark(view, at, end);
}

/** Consecutive messages that identify a bare stream. */
const provenRun = 4;

/** Whether a file with this beginning consists of messages with nothing in between. */
export function isBareStream(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = 0;
  for (let run = 0; run < provenRun; run += 1) {
    if (framingAt(view, at, head.byteLength, 'bare') < 0) return false;
    at += view.getUint16(at + 2);
    // A short file completely, or more than the head of a long one.
    if (at >= head.byteLength) return run > 0;
  }
  return true;
}
