import type { AheadPiece, UnpackedPart } from '../../bytes/ahead/ahead-piece.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { crc32 } from '../../bytes/crc32.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import { release } from '../../bytes/unpack/release.ts';
import type { ReadOptions } from '../../read-options.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { ForwardStream } from '../mdf/forward-stream.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { Channels } from './channels.ts';
import { compactRecords } from './compact-records.ts';
import { hasDataCrc } from './has-data-crc.ts';
import { judgedBytes } from './plausible.ts';
import { opcodes, parseChunkHead, recordHeaderSize } from './records.ts';
import { readSummarySection, type SummarySection } from './summary-section.ts';
import { unpackChunk } from './unpack-chunk.ts';

type Options = Pick<ReadOptions, 'limits' | 'signal'>;

/** Handing over a smaller chunk costs more than unpacking it. */
const leastBytes = 1 << 14;

/** Larger chunks are left to the reader, so that no two threads hold one. */
const mostBytes = 1 << 24;

/** The pieces of an MCAP with its chunks unpacked; undefined if it has no index that names them. */
export async function unpackMcapAhead(
  source: ByteSource,
  options: Options,
): Promise<AsyncIterable<AheadPiece> | undefined> {
  const stream = new ForwardStream(source, options.signal);
  try {
    const section = await readSummarySection(stream);
    return section && unpackChunks(source, section, options);
  } finally {
    await stream.close();
  }
}

async function* unpackChunks(
  source: ByteSource,
  section: SummarySection,
  options: Options,
): AsyncGenerator<AheadPiece> {
  const sums = await hasDataCrc(source);
  const channels = channelsOf(section);
  const reader = new ByteReader(source, options.signal);
  try {
    for (const { start } of section.chunks.toSorted((a, b) => a.start - b.start)) {
      if (start < Math.max(reader.offset, detectionBytes)) continue;
      yield* bytesUntil(reader, start);
      const part = await unpackHere(reader, options, channels, sums);
      if (!part) continue;
      yield part;
      yield* bytesUntil(reader, part.from);
      reader.advance(part.to - part.from);
    }
    yield* bytesUntil(reader, reader.size);
  } finally {
    await reader.close();
  }
}

async function* bytesUntil(reader: ByteReader, end: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  while (reader.offset < end && (await reader.fill(1))) {
    const bytes = reader.slice(0, Math.min(reader.available, end - reader.offset)).slice();
    reader.advance(bytes.byteLength);
    yield bytes;
  }
}

/** The channels as the index names them, to know of which messages more is read than their head. */
function channelsOf({ schemas, channels }: SummarySection): Channels {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return new Channels(new SummaryBuilder(), undefined, new PassedOver(), { schemas, channels: byId });
}

/** The chunk at the reader's position; undefined if there is none that can be unpacked, and that is worth it. */
async function unpackHere(
  reader: ByteReader,
  { limits }: Options,
  channels: Channels,
  sums: boolean,
): Promise<UnpackedPart | undefined> {
  if (!(await reader.fill(judgedBytes)) || reader.u8(0) !== opcodes.chunk) return undefined;
  const total = recordHeaderSize + reader.u64(1);
  if (total < leastBytes || total > mostBytes || !(await reader.fill(total))) return undefined;
  const head = parseChunkHead(reader.view, reader.start + recordHeaderSize, total - recordHeaderSize);
  if (!head || head.uncompressedSize < leastBytes || head.uncompressedSize > mostBytes) return undefined;
  // Whether the checksum over all data covers its content is only known at the end, see `UnsummedChunks`.
  if (sums && head.crc === 0) return undefined;
  const packed = reader.slice(recordHeaderSize + head.recordsStart, total);
  const unpacked = unpackChunk(head, packed, limits);
  if (!unpacked.ok) return undefined;
  const records = head.compression === '' ? new Uint8Array(unpacked.records) : unpacked.records;
  const length = compactRecords(records, channels);
  const content = length === undefined ? undefined : new Uint8Array(records.subarray(0, length));
  release(records);
  if (!content) return undefined;
  const at = reader.offset;
  return {
    at,
    from: at + judgedBytes,
    to: at + total,
    crc: sums ? crc32(reader.slice(judgedBytes, total)) : 0,
    content,
  };
}
