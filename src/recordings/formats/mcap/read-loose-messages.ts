import { isPlausibleRecord, judgedBytes } from './plausible.ts';
import { readMessage } from './read-records.ts';
import { messageHeaderSize, opcodes, recordHeaderSize } from './records.ts';
import { findRecord, isFollowed, maxChained } from './resync.ts';
import type { WalkContext } from './walk-context.ts';

/**
 * Messages outside chunks that are completely in the window, each followed by another record: no await for them.
 * False if there was none.
 */
export function readMessagesInWindow({ reader, channels, limits }: WalkContext): boolean {
  let any = false;
  while (
    reader.available >= judgedBytes &&
    reader.u8(0) === opcodes.message &&
    isPlausibleRecord(reader, 0)
  ) {
    const length = reader.u64(1);
    const next = recordHeaderSize + length;
    if (next + judgedBytes > reader.available || !isPlausibleRecord(reader, next)) return any;
    const channel = channels.get(reader.u16(recordHeaderSize));
    const at = reader.start + recordHeaderSize;
    channels.record?.(reader.slice(0, next));
    readMessage(reader.view, at, length, channel, reader.offset, limits.maxDecodedBytes);
    reader.advance(next);
    any = true;
  }
  return any;
}

/** The message at the reader's position, whose bytes may not be available yet. */
export async function readLooseMessage(context: WalkContext, length: number): Promise<void> {
  const { reader, channels, limits, damaged } = context;
  const held = length <= limits.maxRecordBytes ? length : messageHeaderSize;
  await reader.fill(recordHeaderSize + held);
  const swallowed = await recordWithin(context, length);
  if (swallowed !== undefined) {
    const start = reader.offset;
    reader.advance(swallowed);
    return damaged('corrupt', start, reader.offset, 'a message has a wrong length');
  }
  const channel = channels.get(reader.u16(recordHeaderSize));
  const at = reader.start + recordHeaderSize;
  const decoded = held === length ? limits.maxDecodedBytes : 0;
  if (held === length) channels.record?.(reader.slice(0, recordHeaderSize + length));
  readMessage(reader.view, at, length, channel, reader.offset, decoded);
  await reader.skip(recordHeaderSize + length);
}

/**
 * Nothing in a message confirms its length. If no record follows it and one begins inside it, the length is damaged,
 * and relying on it would lose what it covers.
 */
async function recordWithin({ reader, channels }: WalkContext, length: number): Promise<number | undefined> {
  const next = recordHeaderSize + length;
  if (length > maxChained || (await isFollowed(reader, next))) return undefined;
  return findRecord(reader, 1, next, channels.knows);
}
