import type { ByteReader } from '../../bytes/byte-reader.ts';
import { provesExtendedChunk } from './extended-record.ts';
import { isMagic, isPlausibleRecord, judgedBytes, provesAttachment } from './plausible.ts';
import { magic, opcodes, recordHeaderSize } from './records.ts';

const step = 1 << 16;
const magicStart = 0x89;

/** A record is accepted if another follows it; beyond this distance that is not checked. */
export const maxChained = 1 << 20;

type KnowsChannel = (id: number) => boolean;

/**
 * After damage: moves the reader to the next place where records continue, searching byte by byte. A chunk or message
 * index is accepted by its inner lengths; other records need a second one after them. False if the file ends first.
 */
export async function resync(reader: ByteReader, knowsChannel: KnowsChannel): Promise<boolean> {
  while (reader.remaining > 0) {
    await reader.fill(Math.min(reader.remaining, step + judgedBytes));
    const limit =
      reader.available === reader.remaining ? reader.available : Math.max(1, reader.available - judgedBytes);
    const found = await findRecord(reader, 0, limit, knowsChannel);
    reader.advance(found ?? limit);
    if (found !== undefined) return true;
  }
  return false;
}

/** The first place from `from` up to `to` of the window where records begin. */
export async function findRecord(
  reader: ByteReader,
  from: number,
  to: number,
  knowsChannel: KnowsChannel,
): Promise<number | undefined> {
  for (let at = from; at < to; at += 1) {
    at = nextCandidate(reader.bytes, reader.start + at, reader.start + to) - reader.start;
    if (at < to && (await startsRecords(reader, at, knowsChannel))) return at;
  }
  return undefined;
}

/** The first byte that may begin a record whose length is below 2^48, or the magic; `to` if there is none. */
function nextCandidate(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const opcode = bytes[at] as number;
    if (opcode === magicStart) return at;
    if (opcode !== 0 && opcode <= opcodes.dataEnd && !bytes[at + 7] && !bytes[at + 8]) return at;
  }
  return to;
}

/** Whether a record of this length is followed by another, or ends the file. */
export async function isFollowed(reader: ByteReader, next: number): Promise<boolean> {
  await reader.fill(Math.min(reader.remaining, next + judgedBytes));
  if (next === reader.remaining) return true;
  return isMagic(reader, next) || (isPlausibleRecord(reader, next) && reader.u8(next) <= opcodes.dataEnd);
}

async function startsRecords(reader: ByteReader, at: number, knowsChannel: KnowsChannel): Promise<boolean> {
  const opcode = reader.u8(at);
  if (opcode === magicStart) {
    if (!isMagic(reader, at)) return false;
    // The closing magic may end the file; an opening one begins an appended recording.
    return at + magic.length === reader.remaining || isPlausibleRecord(reader, at + magic.length);
  }
  if (!isPlausibleRecord(reader, at)) return provesExtendedChunk(reader, at);
  const length = reader.u64(at + 1);
  const next = at + recordHeaderSize + length;
  switch (opcode) {
    case opcodes.chunk:
    case opcodes.messageIndex:
      return true;
    case opcodes.attachment:
      return provesAttachment(reader, at);
    case opcodes.footer:
      await reader.fill(Math.min(reader.remaining, next + magic.length));
      return isMagic(reader, next);
    case opcodes.message:
      if (!knowsChannel(reader.u16(at + recordHeaderSize))) return false;
      return length <= maxChained && (await isFollowed(reader, next));
    default:
      return length <= maxChained && (await isFollowed(reader, next));
  }
}
