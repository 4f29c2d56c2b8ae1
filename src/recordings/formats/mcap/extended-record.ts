import type { ByteReader } from '../../bytes/byte-reader.ts';
import { isMagic, isPlausibleRecord, judgedBytes, looksLikeOther, stringBytes } from './plausible.ts';
import { opcodes, parseAttachmentHead, parseExtendedChunkHead, recordHeaderSize } from './records.ts';
import type { WalkContext } from './walk-context.ts';

/** What a later version may have added to a record; more is considered a damaged length. */
const maxExtension = 1 << 12;

/**
 * Whether the record at the reader's position belongs to a later version of the format: of a reserved kind, or with
 * fields after the known ones (https://mcap.dev/spec, "Records": readers skip both; footers and messages are never
 * extended). Since damage looks similar, it is accepted only if another record follows it, or the file ends there.
 */
export async function isExtendedRecord({ reader, limits }: WalkContext): Promise<boolean> {
  if (reader.available < recordHeaderSize) return false;
  const total = recordHeaderSize + reader.u64(1);
  if (total > Math.min(reader.remaining, limits.maxRecordBytes)) return false;
  await reader.fill(Math.min(reader.remaining, total + judgedBytes));
  if (!mayBeExtended(reader, 0)) return false;
  const ends = total === reader.remaining;
  return ends || isMagic(reader, total) || isPlausibleRecord(reader, total) || mayBeExtended(reader, total);
}

/** The first bytes of compressed records: RFC 8878, 3.1.1; LZ4 Frame Format, "General structure". */
const packedMagic = new Map([
  ['zstd', 0xfd2fb528],
  ['lz4', 0x184d2204],
]);

/**
 * Whether a chunk with additional fields begins at `at` of the window, for the search for records after damage: a
 * compressed one is recognised by its lengths and the first bytes of its records; in others the messages themselves
 * are found.
 */
export function provesExtendedChunk(reader: ByteReader, at: number): boolean {
  if (at + judgedBytes > reader.available || reader.u8(at) !== opcodes.chunk) return false;
  const length = reader.u64(at + 1);
  const content = at + recordHeaderSize;
  if (length > reader.remaining - content) return false;
  const head = parseExtendedChunkHead(reader.view, reader.start + content, length);
  if (!head || length - head.recordsStart - head.recordsLength > maxExtension) return false;
  return packedMagic.get(head.compression) === reader.u32(content + head.recordsStart);
}

function mayBeExtended(reader: ByteReader, at: number): boolean {
  if (at + recordHeaderSize > reader.available) return false;
  const length = reader.u64(at + 1);
  if (length > reader.remaining - at - recordHeaderSize) return false;
  const opcode = reader.u8(at);
  if (opcode > opcodes.dataEnd) return !looksLikeOther(reader, at + recordHeaderSize, length);
  const known = knownBytes(reader, opcode, at + recordHeaderSize, length);
  return known !== undefined && known <= length && length - known <= maxExtension;
}

/** Bytes of a record's content that the known fields occupy; undefined if they do not fit. */
function knownBytes(reader: ByteReader, opcode: number, content: number, length: number): number | undefined {
  const strings = (from: number, count: number) => {
    const bytes = stringBytes(reader, content + from, length - from, count);
    return bytes === undefined ? undefined : from + bytes;
  };
  switch (opcode) {
    case opcodes.header:
    case opcodes.metadata:
      return strings(0, 2);
    case opcodes.schema:
      return strings(2, 3);
    case opcodes.channel:
      return strings(4, 3);
    case opcodes.messageIndex:
      return strings(2, 1);
    case opcodes.statistics:
      return strings(42, 1);
    case opcodes.dataEnd:
      return 4;
    case opcodes.summaryOffset:
      return 17;
    case opcodes.chunk: {
      const head = parseExtendedChunkHead(reader.view, reader.start + content, length);
      // Without compression, the sizes have to agree.
      if (!head || (head.compression === '' && head.recordsLength !== head.uncompressedSize))
        return undefined;
      return head.recordsStart + head.recordsLength;
    }
    case opcodes.attachment: {
      const head = parseAttachmentHead(reader.slice(content, reader.available), length);
      return head === undefined || head === 'beyond' ? undefined : head.summedBytes + 4;
    }
    default:
      return undefined;
  }
}
