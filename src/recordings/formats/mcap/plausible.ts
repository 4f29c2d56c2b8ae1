import type { ByteReader } from '../../bytes/byte-reader.ts';
import {
  magic,
  maxChunkHeadSize,
  messageHeaderSize,
  opcodes,
  parseAttachmentHead,
  parseChunkHead,
  recordHeaderSize,
} from './records.ts';

/** Number of bytes from a record's start that suffice to judge it. */
export const judgedBytes = recordHeaderSize + maxChunkHeadSize;

/**
 * Whether the record at `at` of the window can be one: its length fits into the file, and the lengths inside it agree
 * with it where the layout allows that check. Needs `judgedBytes` in the window unless the file ends before.
 */
export function isPlausibleRecord(reader: ByteReader, at: number): boolean {
  if (at + recordHeaderSize > reader.available) return false;
  const opcode = reader.u8(at);
  const length = reader.u64(at + 1);
  if (length > reader.remaining - at - recordHeaderSize) return false;
  // While the file's size is unknown, only kinds of records that may be that large are accepted.
  if (!reader.sizeKnown && length > largestUnsized && opcode !== opcodes.attachment) return false;
  const content = at + recordHeaderSize;
  const inWindow = (count: number) => length >= count && content + count <= reader.available;
  switch (opcode) {
    case opcodes.chunk:
      return parseChunkHead(reader.view, reader.start + content, length) !== undefined;
    case opcodes.messageIndex:
      return inWindow(6) && reader.u32(content + 2) === length - 6 && (length - 6) % 16 === 0;
    case opcodes.schema:
      return inWindow(6) && fitsStrings(reader, content + 2, length - 2, 3);
    case opcodes.channel:
      return inWindow(8) && fitsStrings(reader, content + 4, length - 4, 3);
    case opcodes.header:
      return fitsStrings(reader, content, length, 2);
    case opcodes.metadata:
      return fitsStrings(reader, content, length, 2);
    case opcodes.message:
      return length >= messageHeaderSize && !looksLikeOther(reader, content, length);
    case opcodes.footer:
      return length === 20;
    case opcodes.dataEnd:
      return length === 4;
    case opcodes.summaryOffset:
      return length === 17;
    case opcodes.chunkIndex:
      return length >= 60 && length <= 1 << 20;
    case opcodes.statistics:
      return length >= 46 && (length - 46) % 10 === 0;
    case opcodes.attachment:
      return fitsAttachment(reader, content, length) !== undefined;
    case opcodes.attachmentIndex:
      return length >= 48 && length <= 1 << 20;
    case opcodes.metadataIndex:
      return length >= 20 && length <= 1 << 20;
    default:
      // 0x80 and above are private records, which readers skip, unless one has the lengths of a chunk.
      return opcode >= 0x80 && !parseChunkHead(reader.view, reader.start + content, length);
  }
}

/** The size limit of a record that is held in memory (`limits.ts`). */
const largestUnsized = 2 ** 27;

/** Whether the lengths in an attachment prove that it is one: they are all in the window, and agree. */
export function provesAttachment(reader: ByteReader, at: number): boolean {
  const head = fitsAttachment(reader, at + recordHeaderSize, reader.u64(at + 1));
  return head !== undefined && head !== 'beyond';
}

function fitsAttachment(reader: ByteReader, content: number, length: number) {
  const end = Math.min(reader.available, content + length);
  const head = parseAttachmentHead(reader.slice(content, end), length);
  return head === undefined || head === 'beyond' || head.summedBytes + 4 === length ? head : undefined;
}

/** Attachments are not held in memory, so that a large one may be valid. */
const maxAttachmentBytes = 2 ** 40;

/** The kind of record that the end of the file truncates at the reader's position, if it is plausible. */
export function cutRecord(reader: ByteReader, maxRecordBytes: number): 'a record' | 'a chunk' | undefined {
  if (reader.remaining < recordHeaderSize) return 'a record';
  const opcode = reader.u8(0);
  const length = reader.u64(1);
  if (length <= reader.remaining - recordHeaderSize || opcode === 0) return undefined;
  const limit = opcode === opcodes.attachment ? maxAttachmentBytes : maxRecordBytes;
  if (length > limit) return undefined;
  return opcode === opcodes.chunk ? 'a chunk' : 'a record';
}

export function isMagic(reader: ByteReader, at: number): boolean {
  return (
    at + magic.length <= reader.available && magic.every((byte, index) => reader.u8(at + index) === byte)
  );
}

/**
 * Whether a record that claims to be a message, or is of an unknown kind, has the inner lengths of another record:
 * its opcode was damaged, and counting it would report a message that never existed.
 */
export function looksLikeOther(reader: ByteReader, content: number, length: number): boolean {
  const at = reader.start + content;
  if (length > maxLookedAt || content + length > reader.available) {
    return parseChunkHead(reader.view, at, length) !== undefined;
  }
  // In an index entry this is the high half of an offset within a chunk, in a message that of its publish time.
  const isIndex =
    length % 16 === 6 && reader.u32(content + 2) === length - 6 && reader.u32(content + 18) === 0;
  return (
    isIndex ||
    isDefinition(reader, content, length, 2) ||
    isDefinition(reader, content + 4, length - 4, 3) ||
    isDefinition(reader, content + 2, length - 2, 3) ||
    isDefinition(reader, content + 16, length - 16, 1) ||
    parseChunkHead(reader.view, at, length) !== undefined
  );
}

/** Lengths alone can agree by chance, such as a sequence number before zeros; with a name before them they cannot. */
function isDefinition(reader: ByteReader, from: number, length: number, count: number): boolean {
  if (!fitsStrings(reader, from, length, count)) return false;
  const name = reader.slice(from + 4, from + 4 + reader.u32(from));
  return name.byteLength > 0 && name.every((byte) => byte >= 0x20 && byte !== 0x7f);
}

/** Definitions and indexes are small. */
const maxLookedAt = 1 << 16;

/** `count` length-prefixed fields must end with the content; fields beyond the window are assumed to fit. */
function fitsStrings(reader: ByteReader, from: number, length: number, count: number): boolean {
  return stringBytes(reader, from, length, count) === length;
}

/**
 * Bytes of `count` length-prefixed fields; `length` if their end is beyond the window, undefined if they do not fit.
 */
export function stringBytes(
  reader: ByteReader,
  from: number,
  length: number,
  count: number,
): number | undefined {
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 4 > length) return undefined;
    if (from + at + 4 > reader.available) return length;
    at += 4 + reader.u32(from + at);
    if (at > length) return undefined;
  }
  return at;
}
