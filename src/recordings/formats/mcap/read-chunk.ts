import type { UnpackedPart } from '../../bytes/ahead/ahead-piece.ts';
import type { ByteReader } from '../../bytes/byte-reader.ts';
import { release } from '../../bytes/unpack/release.ts';
import { readCompacted } from './compact-records.ts';
import { readRecords } from './read-records.ts';
import {
  type ChunkHead,
  opcodes,
  parseChunkHead,
  parseExtendedChunkHead,
  recordHeaderSize,
} from './records.ts';
import { unpackChunk, unpackCutChunk } from './unpack-chunk.ts';
import type { WalkContext } from './walk-context.ts';

/** The head of the chunk record at the reader's position, whose bytes are in the window as far as they exist. */
export function chunkHeadAt(reader: ByteReader, length: number): ChunkHead | undefined {
  return parseExtendedChunkHead(reader.view, reader.start + recordHeaderSize, length);
}

/** Reads the messages of the chunk at the reader's position; what is damaged costs this chunk only. */
export async function readChunk(context: WalkContext, head: ChunkHead, length: number): Promise<void> {
  const { reader, source, channels, limits, damaged, unsummed } = context;
  const start = reader.offset;
  const end = start + recordHeaderSize + length;
  const ahead = source.take?.(start);
  if (ahead) return readUnpacked(context, ahead);
  if (length > limits.maxRecordBytes) {
    const what = `a chunk of ${length} bytes is larger than the limit of ${limits.maxRecordBytes}`;
    damaged('too_large_unpacked', start, end, what);
    return reader.skip(recordHeaderSize + length);
  }
  await reader.fill(recordHeaderSize + length);
  const from = recordHeaderSize + head.recordsStart;
  const unpacked = unpackChunk(head, reader.slice(from, from + head.recordsLength), limits);
  if (!unpacked.ok) {
    damaged(unpacked.kind, start, end, unpacked.what);
  } else {
    const stopped = readRecords(unpacked.records, start, channels, limits.maxDecodedBytes, head.crc !== 0);
    if (stopped !== unpacked.records.byteLength) {
      damaged('corrupt', start, end, 'a chunk holds a record that cannot be');
    }
    if (head.compression !== '') release(unpacked.records);
  }
  reader.advance(from);
  if (head.crc === 0) unsummed.begins(reader);
  // The checksum of a decompressed chunk has just been verified.
  const summed = unpacked.ok && head.compression === '' && head.crc !== 0;
  if (summed) reader.advanceSummed(head.recordsLength, head.crc);
  else reader.advance(head.recordsLength);
  if (head.crc === 0) unsummed.ends(reader);
  reader.advance(recordHeaderSize + length - from - head.recordsLength);
}

/** The chunk at the reader's position, which another thread has unpacked and compacted. */
async function readUnpacked(
  { reader, channels, limits }: WalkContext,
  { at, from, to, crc, content }: UnpackedPart,
): Promise<void> {
  readCompacted(content, at, channels, limits.maxDecodedBytes);
  release(content);
  await reader.fill(from - at);
  await reader.jump(to - from, crc);
}

/** The last chunk, if the file ends within it: its first messages can be read. False if there is none. */
export async function readCutChunk({ reader, channels, limits, damaged }: WalkContext): Promise<boolean> {
  if (reader.remaining < recordHeaderSize || reader.u8(0) !== opcodes.chunk) return false;
  const length = reader.u64(1);
  if (length <= reader.remaining - recordHeaderSize || length > limits.maxRecordBytes) return false;
  const head = parseChunkHead(reader.view, reader.start + recordHeaderSize, length);
  if (!head) return false;
  await reader.fill(reader.remaining);
  const start = reader.offset;
  const packed = reader.slice(recordHeaderSize + head.recordsStart, reader.available);
  readRecords(unpackCutChunk(head, packed, limits), start, channels, limits.maxDecodedBytes);
  damaged('truncated', start, reader.size, 'the recording ends in the middle of a chunk');
  await reader.skip(reader.remaining);
  return true;
}
