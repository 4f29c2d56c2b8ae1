import type { ByteReader } from '../../bytes/byte-reader.ts';
import { findRecord, isFollowed, proves } from './find-record.ts';
import { magic, maxHeaderBytes, RecordHead } from './records.ts';

/** Number of bytes that suffice to judge the header of a record. */
export const judgedBytes = maxHeaderBytes + 8;

const step = 1 << 18;

/** A message found after damage is accepted if a record follows it; beyond this distance that is not checked. */
const maxChained = 1 << 20;

const head = new RecordHead();

/**
 * Moves the reader to the next place where records continue, searching byte by byte. `packed`: see `findRecord`.
 * False if the file ends first.
 */
export async function resync(reader: ByteReader, packed: boolean): Promise<boolean> {
  while (reader.remaining > 0) {
    await reader.fill(Math.min(reader.remaining, step + judgedBytes));
    const whole = reader.available === reader.remaining;
    const limit = whole ? reader.available : reader.available - judgedBytes;
    const found = await findBelievable(reader, 0, limit, packed);
    reader.advance(found ?? limit);
    if (found !== undefined) return true;
  }
  return false;
}

/** The first place from `from` up to `to` of the window where records continue. */
export async function findBelievable(
  reader: ByteReader,
  from: number,
  to: number,
  packed: boolean,
): Promise<number | undefined> {
  for (let at = from; at < to; at += 1) {
    const { bytes, view, start, end } = reader;
    const found = findRecord({ bytes, view, from: start + at, to: start + to, end, packed });
    if (found === undefined) return undefined;
    at = found - start;
    if (await isBelievable(reader, at)) return at;
  }
  return undefined;
}

/** Whether a record that takes `total` bytes is followed by another, or ends the file. Fills the window up to there. */
export async function endsAtRecord(reader: ByteReader, total: number): Promise<boolean> {
  await reader.fill(Math.min(reader.remaining, total + 8));
  const last = reader.available === reader.remaining;
  return total <= reader.remaining && isFollowed(reader.view, reader.start + total, reader.end, last);
}

export function isMagic(reader: ByteReader, at: number): boolean {
  return at + magic.length <= reader.available && magic.equals(reader.slice(at, at + magic.length));
}

async function isBelievable(reader: ByteReader, at: number): Promise<boolean> {
  if (isMagic(reader, at)) return true;
  if (!head.read(reader.bytes, reader.view, reader.start + at, reader.end)) return false;
  if (proves(head.op)) return true;
  const total = at + head.headBytes + head.dataBytes;
  if (total > reader.remaining) return false;
  return head.dataBytes > maxChained || endsAtRecord(reader, total);
}
