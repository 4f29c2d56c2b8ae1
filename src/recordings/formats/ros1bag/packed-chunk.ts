import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { release } from '../../bytes/unpack/release.ts';
import type { ParseLimits } from '../../limits.ts';
import type { ChannelTable } from '../../meaning/interpret/channel-table.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { readPackedRecords } from './read-packed-records.ts';
import { endsAtRecord, findBelievable, resync } from './resync.ts';
import { unpackChunk } from './unpack-chunk.ts';

interface Context {
  reader: ByteReader;
  connections: ChannelTable;
  limits: ParseLimits;
  later: PassedOver;
  damaged: DamageLog['add'];
}

/** The content of the chunk's header; sizes in bytes, `total` of the whole record. */
interface PackedChunk {
  compression: string;
  size: number;
  headBytes: number;
  total: number;
}

/**
 * Reads the compressed chunk at the reader's position and leaves the reader after it; damage costs this chunk only.
 * True if the file ends within it, which is then reported.
 */
export async function readPackedChunk(context: Context, chunk: PackedChunk): Promise<boolean> {
  const { reader, limits, damaged } = context;
  const { compression, size, headBytes, total } = chunk;
  const start = reader.offset;
  if (total > limits.maxRecordBytes) {
    await skipOverlarge(context, chunk);
    return false;
  }
  const cut = total > reader.remaining;
  if (cut) await reader.fill(reader.remaining);
  if (cut || !(await endsAtRecord(reader, total))) {
    const within = await findBelievable(reader, headBytes, cut ? reader.available : total, true);
    if (within !== undefined) {
      reader.advance(within);
      damaged('corrupt', start, reader.offset, 'a chunk has a wrong length');
      return false;
    }
  }
  const packed = reader.slice(headBytes, Math.min(total, reader.available));
  const unpacked = unpackChunk(compression, packed, size, limits);
  if (cut) {
    readPackedRecords(unpacked.ok ? unpacked.records : unpacked.begin, start, context);
    damaged('truncated', start, reader.size, 'the recording ends in the middle of a chunk');
    await reader.skip(reader.remaining);
    return true;
  }
  if (!unpacked.ok) damaged(unpacked.kind, start, start + total, unpacked.what);
  else if (!readPackedRecords(unpacked.records, start, context))
    damaged('corrupt', start, start + total, 'a chunk holds a record that cannot be');
  release(unpacked.ok ? unpacked.records : unpacked.begin);
  reader.advance(total);
  return false;
}

/** A chunk that claims more than may be held in memory: either it is that large, or its length is damaged. */
async function skipOverlarge({ reader, limits, damaged }: Context, chunk: PackedChunk): Promise<void> {
  const start = reader.offset;
  reader.advance(chunk.headBytes);
  await resync(reader, true);
  const end = reader.offset;
  const what = `a chunk of ${chunk.total} bytes is larger than the limit of ${limits.maxRecordBytes}`;
  if (end === start + chunk.total) damaged('too_large_unpacked', start, end, what);
  else damaged('corrupt', start, end, 'a chunk has a wrong length');
}
