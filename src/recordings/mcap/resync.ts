import type { ByteReader } from '../byte-reader.ts';
import { isMagic, isPlausibleRecord, judgedBytes } from './plausible.ts';
import { magic, opcodes, recordHeaderSize } from './records.ts';

const step = 1 << 16;

/** A record that is followed by another within this distance is believed; longer ones only by their own layout. */
const maxChained = 1 << 20;

/**
 * After damage: moves the reader to the next place where records go on, looking byte by byte. A chunk or message index
 * proves itself by its inner lengths; of the other records two in a row are asked for. False when the file ends first.
 */
export async function resync(reader: ByteReader, knowsChannel: (id: number) => boolean): Promise<boolean> {
  while (reader.remaining > 0) {
    const filled = await reader.fill(Math.min(reader.remaining, step + judgedBytes));
    const here = filled ? Math.max(1, reader.available - judgedBytes) : reader.available;
    const limit = reader.available === reader.remaining ? reader.available : here;
    for (let at = 0; at < limit; at += 1) {
      if (!mayStart(reader, at)) continue;
      if (await startsRecords(reader, at, knowsChannel)) {
        reader.advance(at);
        return true;
      }
    }
    reader.advance(limit);
    if (!filled) return false;
  }
  return false;
}

/** Cheap test by opcode and the high half of the length, which is zero in all but absurd records. */
function mayStart(reader: ByteReader, at: number): boolean {
  const opcode = reader.u8(at);
  if (opcode === magic[0]) return isMagic(reader, at);
  if (opcode === 0 || opcode > opcodes.dataEnd) return false;
  return (
    at + recordHeaderSize <= reader.available && reader.u8(at + 8) === 0 && isPlausibleRecord(reader, at)
  );
}

async function startsRecords(
  reader: ByteReader,
  at: number,
  knowsChannel: (id: number) => boolean,
): Promise<boolean> {
  const opcode = reader.u8(at);
  const length = reader.u64(at + 1);
  const next = at + recordHeaderSize + length;
  switch (opcode) {
    case magic[0]:
      // The closing magic may end the file; an opening one begins a recording that was glued on.
      return at + magic.length === reader.remaining || isPlausibleRecord(reader, at + magic.length);
    case opcodes.chunk:
    case opcodes.messageIndex:
      return true;
    case opcodes.footer:
      await reader.fill(next + magic.length);
      return isMagic(reader, next);
    case opcodes.message:
      return (
        knowsChannel(reader.u16(at + recordHeaderSize)) &&
        length <= maxChained &&
        (await isFollowed(reader, next))
      );
    case opcodes.attachment:
      return false;
    default:
      return length <= maxChained && (await isFollowed(reader, next));
  }
}

async function isFollowed(reader: ByteReader, next: number): Promise<boolean> {
  if (next === reader.remaining) return true;
  await reader.fill(Math.min(reader.remaining, next + judgedBytes));
  return isPlausibleRecord(reader, next) && reader.u8(next) <= opcodes.dataEnd;
}
