import type { ParseLimits } from '../../limits.ts';
import type { ChannelTable } from '../../meaning/interpret/channel-table.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { findRecord, isFollowed, proves } from './find-record.ts';
import { readRecords } from './read-records.ts';
import { RecordHead } from './records.ts';

const head = new RecordHead();

/**
 * The records of a decompressed chunk, past any damage. `offset` is the chunk's place in the file. False if something
 * was not a record.
 */
export function readPackedRecords(
  records: Uint8Array,
  offset: number,
  { connections, limits, later }: { connections: ChannelTable; limits: ParseLimits; later: PassedOver },
): boolean {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const to = records.byteLength;
  const span = { bytes: records, view, to, last: true, offset, packed: true };
  let whole = true;
  for (let at = 0; ; ) {
    at = readRecords({ ...span, from: at }, connections, limits);
    if (at >= to) return whole;
    const behind = endOfLater(records, view, at, to);
    if (behind !== undefined) {
      later.count(laterRecord(head.op));
      at = behind;
      continue;
    }
    whole = false;
    const next = endOfRecord(records, view, at, to);
    // If no record follows, its length is wrong if one begins within it.
    const limit = next ?? to;
    const within = findFollowed(records, view, at + 1, limit);
    if (within !== undefined) at = within;
    else if (next === undefined) return whole;
    else {
      readRecords({ ...span, from: at, to: next }, connections, limits);
      at = next;
    }
  }
}

export function laterRecord(op: number): string {
  return `record of op ${op}`;
}

/** The end of a record of a kind that a later version may have added, if a record follows it. */
function endOfLater(bytes: Uint8Array, view: DataView, at: number, to: number): number | undefined {
  if (!head.readLater(bytes, view, at, to)) return undefined;
  const next = at + head.headBytes + head.dataBytes;
  return next <= to && isFollowed(view, next, to, true) ? next : undefined;
}

function endOfRecord(bytes: Uint8Array, view: DataView, at: number, to: number): number | undefined {
  if (!head.read(bytes, view, at, to) || proves(head.op)) return undefined;
  const next = at + head.headBytes + head.dataBytes;
  return next <= to ? next : undefined;
}

function findFollowed(bytes: Uint8Array, view: DataView, from: number, to: number): number | undefined {
  const end = bytes.byteLength;
  for (let at = from; at < to; at += 1) {
    const found = findRecord({ bytes, view, from: at, to, end, packed: false });
    if (found === undefined) return undefined;
    const next = endOfRecord(bytes, view, found, end);
    if (next !== undefined && isFollowed(view, next, end, true)) return found;
    at = found;
  }
  return undefined;
}
