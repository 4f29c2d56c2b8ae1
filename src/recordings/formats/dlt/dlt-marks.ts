import { isNamedHeader, messageLength, versionAt } from '../../meaning/dlt/dlt-header.ts';

/** `DLT` and the version of the storage header that follows (dlt_common.h), or `DLS` and 1 on a serial line. */
const firstLetter = 0x44;
const storage = 0x44_4c_54_01;
const secondStorage = 0x44_4c_54_02;
const serial = 0x44_4c_53_01;
export const markSize = 4;

/** Mark, seconds, microseconds, ECU. */
export const storageHeaderSize = 16;
/** Of version 2 (dlt-daemon, `DltStorageHeaderV2`): mark, time of 9 bytes, length of the name of the ECU, and the name. */
const secondNameAt = 13;
export const secondFixedSize = 14;
export const largestStorageHeader = secondFixedSize + 255;

/**
 * What precedes the messages: `bare` is a stream of messages with nothing in between; in `host order` are marked ones of version 2 by
 * old writers, see `dlt-header-2.ts`.
 */
export type Framing = 'marked' | 'bare' | 'host order';

/** Size of what precedes the standard header at `at`, 0 in a bare stream; -1 if there is no message. */
export function framingAt(view: DataView, at: number, end: number, framing: Framing): number {
  if (framing === 'bare') return isNamedHeader(view, at, end - at) ? 0 : -1;
  if (end - at < markSize) return -1;
  const mark = view.getUint32(at);
  if (mark === storage) return storageHeaderSize;
  if (mark === secondStorage)
    return end - at < secondFixedSize ? -1 : secondFixedSize + view.getUint8(at + secondNameAt);
  return mark === serial ? markSize : -1;
}

/** Whether the storage header at `at`, if it is one, is of version 2. */
export function isSecondMark(view: DataView, at: number): boolean {
  return view.getUint32(at) === secondStorage;
}

/** A storage header of a later version than 2. */
export function isLaterMark(view: DataView, at: number, end: number): boolean {
  return end - at >= markSize && view.getUint32(at) >>> 8 === storage >>> 8 && view.getUint8(at + 3) > 2;
}

/**
 * End of the message at `at`, including what precedes it, if its header is plausible; -1 otherwise. It may be beyond
 * `end`.
 */
export function messageEnd(view: DataView, at: number, end: number, framing: Framing): number {
  const header = framingAt(view, at, end, framing);
  const length =
    header < 0 ? -1 : messageLength(view, at + header, end - at - header, framing === 'host order');
  return length < 0 ? -1 : at + header + length;
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

/** How the messages of a file with this beginning follow each other. */
export function framingOf(head: Uint8Array): Framing {
  if (isBareStream(head)) return 'bare';
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const end = head.byteLength;
  const leads = (framing: Framing) => {
    const next = messageEnd(view, 0, end, framing);
    return next >= 0 && (next === end || (next < end && isMark(view, next, end, framing)));
  };
  return !leads('marked') && leads('host order') ? 'host order' : 'marked';
}

/** Consecutive messages that identify a bare stream. */
const provenRun = 4;

/** Whether a file with this beginning consists of messages with nothing in between. */
export function isBareStream(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = 0;
  for (let run = 0; run < provenRun; run += 1) {
    if (framingAt(view, at, head.byteLength, 'bare') < 0) return false;
    at += messageLength(view, at, head.byteLength - at);
    // A short file completely, or more than the head of a long one. One of version 2 alone, if it ends where the file does: more than
    // twenty bits of its header are fixed, its length is the file's, and its names are words.
    if (at >= head.byteLength) return run > 0 || (at === head.byteLength && versionAt(view, 0) === 2);
  }
  return true;
}
