import type { ByteReader } from '../../bytes/byte-reader.ts';
import { crc32 } from '../../bytes/crc32.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { parseAttachmentHead, recordHeaderSize } from './records.ts';
import type { WalkContext } from './walk-context.ts';

/** Names longer than this do not fit into the examined part, and are implausible. */
const maxHeadBytes = 1 << 16;

/**
 * Lists the attachment at the reader's position and skips it as a stream, verifying its checksum. False, and nothing
 * consumed, if its lengths contradict each other.
 */
export async function readAttachment(
  { reader, damaged, channels, limits }: WalkContext,
  length: number,
  builder: SummaryBuilder,
): Promise<boolean> {
  await reader.fill(recordHeaderSize + Math.min(length, maxHeadBytes));
  const start = reader.offset;
  const head = parseAttachmentHead(reader.slice(recordHeaderSize, reader.available), length);
  if (head === undefined || head === 'beyond') return false;
  const { name, mediaType, dataBytes, summedBytes } = head;
  builder.attachment({ name, media_type: mediaType, size_bytes: dataBytes, offset: start });
  if (channels.record && length <= limits.maxRecordBytes) {
    await reader.fill(recordHeaderSize + length);
    channels.record(reader.slice(0, Math.min(reader.available, recordHeaderSize + length)));
  }
  reader.advance(recordHeaderSize);
  const sum = await skipSummed(reader, summedBytes);
  if (!(await reader.fill(4))) return true;
  const expected = reader.u32(0);
  reader.advance(4);
  await reader.skip(length - summedBytes - 4);
  if (expected !== 0 && expected !== sum) {
    damaged('corrupt', start, reader.offset, 'the checksum of an attachment does not match');
  }
  return true;
}

/** Consumes bytes without buffering them; returns their CRC-32. */
async function skipSummed(reader: ByteReader, count: number): Promise<number> {
  let left = count;
  let sum = 0;
  while (left > 0 && (await reader.fill(1))) {
    const step = Math.min(left, reader.available);
    sum = crc32(reader.slice(0, step), sum);
    reader.advance(step);
    left -= step;
  }
  return sum;
}
