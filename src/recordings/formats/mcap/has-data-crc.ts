import type { ByteSource } from '../../bytes/byte-source.ts';
import { isMagicAt, magic, opcodes, recordHeaderSize, u64 } from './records.ts';

/** Footer: record head, start of the summary, start of its offsets, checksum; then the magic. */
const tailBytes = recordHeaderSize + 20 + magic.length;
const dataEndBytes = recordHeaderSize + 4;

/** For smaller files two more reads would cost more than the checksum. */
const worthwhileBytes = 1 << 23;

/**
 * Whether the end of the file contains a checksum over all data, which rosbag2 by default does not write: without it,
 * the checksum need not be computed, which costs as much as decompression. True if the end cannot be read. Throws
 * `SourceError`.
 */
export async function hasDataCrc(source: ByteSource): Promise<boolean> {
  if (source.sizeIsBound || source.size < worthwhileBytes) return true;
  const tail = await readAt(source, source.size - tailBytes, tailBytes);
  if (tail.getUint8(0) !== opcodes.footer || !isMagicAt(tail, tailBytes - magic.length)) return true;
  const summaryStart = u64(tail, recordHeaderSize) || source.size - tailBytes;
  if (summaryStart < dataEndBytes || summaryStart > source.size) return true;
  const dataEnd = await readAt(source, summaryStart - dataEndBytes, dataEndBytes);
  return dataEnd.getUint8(0) !== opcodes.dataEnd || dataEnd.getUint32(recordHeaderSize, true) !== 0;
}

async function readAt(source: ByteSource, offset: number, count: number): Promise<DataView> {
  const bytes = Buffer.alloc(count);
  let filled = 0;
  for await (const chunk of source.stream(offset)) {
    bytes.set(chunk.subarray(0, count - filled), filled);
    filled += chunk.byteLength;
    if (filled >= count) break;
  }
  return new DataView(bytes.buffer, bytes.byteOffset, count);
}
