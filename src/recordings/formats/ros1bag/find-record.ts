import { maxHeaderBytes, ops, RecordHead } from './records.ts';

/** `#ROS` as a number: the first bytes of an appended bag. */
const magicWord = 0x534f5223;

/** `op=` and its value, the shortest possible header. */
const minHeaderBytes = 8;

const head = new RecordHead();

/** Whether a record (or another bag) can begin at `next`, or the records end there; a quick check. */
export function isFollowed(view: DataView, next: number, to: number, last: boolean): boolean {
  // A truncation at the end of the file does not disprove the record before it.
  if (to - next < 8) return last;
  const length = view.getUint32(next, true);
  if (length === magicWord) return true;
  const field = view.getUint32(next + 4, true);
  return length >= minHeaderBytes && length <= maxHeaderBytes && field >= 3 && field + 4 <= length;
}

export interface Search {
  bytes: Uint8Array;
  view: DataView;
  from: number;
  /** The first place that is not examined. */
  to: number;
  /** End of the available bytes. */
  end: number;
  /**
   * Compressed chunks contain data that looks like the headers of messages: then only records of other kinds are
   * accepted.
   */
  packed: boolean;
}

/** The first place with a complete record header. A single header of a message proves little: see `proves`. */
export function findRecord({ bytes, view, from, to, end, packed }: Search): number | undefined {
  for (let at = from; at < to; at += 1) {
    // A header and its first field are shorter than 64 KiB; hardly any place passes this by chance.
    if (bytes[at + 3] !== 0 || bytes[at + 2] !== 0 || bytes[at + 7] !== 0 || bytes[at + 6] !== 0) {
      if (bytes[at] === 0x23 && end - at >= 4 && view.getUint32(at, true) === magicWord) return at;
      continue;
    }
    if (((bytes[at] as number) | ((bytes[at + 1] ?? 0) << 8)) < minHeaderBytes) continue;
    if (head.read(bytes, view, at, end) && !(packed && !proves(head.op))) return at;
  }
  return undefined;
}

/** Records that are never part of a chunk, and whose headers contain several numbers that must agree. */
export function proves(op: number): boolean {
  return op !== ops.message && op !== ops.connection;
}
