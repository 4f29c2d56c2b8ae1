import type { ForwardStream } from '../mdf/forward-stream.ts';
import {
  type ChannelRecord,
  magic,
  opcodes,
  parseChannel,
  parseSchema,
  recordHeaderSize,
  type SchemaRecord,
  u64,
} from './records.ts';

/** MCAP specification, "Footer". */
const footerBytes = 20;
/** Opcode, length, footer, magic. */
const endBytes = recordHeaderSize + footerBytes + magic.length;
/** A day of recording has some 100,000 chunks of a few hundred bytes of index each. */
const maxSummaryBytes = 64 * 2 ** 20;

/** Where a chunk is, and which channels have messages in it. */
export interface ChunkIndex {
  /** Nanoseconds of its first and last message. */
  fromNs: bigint;
  toNs: bigint;
  start: number;
  length: number;
  channels: ReadonlySet<number>;
}

export interface SummarySection {
  schemas: Map<number, SchemaRecord>;
  channels: ChannelRecord[];
  chunks: ChunkIndex[];
}

/** What the end of a complete MCAP says about it; undefined if it has no index, or one that cannot be relied on. */
export async function readSummarySection(stream: ForwardStream): Promise<SummarySection | undefined> {
  const end = await bytesAt(stream, stream.size - endBytes, endBytes);
  if (
    !end ||
    end[0] !== opcodes.footer ||
    magic.some((byte, at) => end[endBytes - magic.length + at] !== byte)
  )
    return undefined;
  const start = u64(new DataView(end.buffer), recordHeaderSize);
  const length = stream.size - endBytes - start;
  if (start === 0 || length <= 0 || length > maxSummaryBytes) return undefined;
  const bytes = await bytesAt(stream, start, length);
  return bytes && parseSection(bytes, stream.size);
}

/** Undefined if the stream does not have them. */
async function bytesAt(
  stream: ForwardStream,
  at: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (at < 0 || at + length > stream.size) return undefined;
  const bytes = new Uint8Array(length);
  await stream.seek(at);
  return (await stream.fill(bytes)) ? bytes : undefined;
}

function parseSection(bytes: Uint8Array, fileSize: number): SummarySection | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const section: SummarySection = { schemas: new Map(), channels: [], chunks: [] };
  for (let at = 0; at < bytes.byteLength; ) {
    if (at + recordHeaderSize > bytes.byteLength) return undefined;
    const content = at + recordHeaderSize;
    const next = content + u64(view, at + 1);
    if (next > bytes.byteLength) return undefined;
    const record = bytes.subarray(content, next);
    if (!addRecord(section, bytes[at] as number, record, fileSize)) return undefined;
    at = next;
  }
  return section.chunks.length > 0 ? section : undefined;
}

/** False if the record is invalid. */
function addRecord(section: SummarySection, opcode: number, record: Uint8Array, fileSize: number): boolean {
  if (opcode === opcodes.schema) {
    const schema = parseSchema(record);
    if (schema) section.schemas.set(schema.id, schema);
    return schema !== undefined;
  }
  if (opcode === opcodes.channel) {
    const channel = parseChannel(record);
    if (channel) section.channels.push(channel);
    return channel !== undefined;
  }
  if (opcode !== opcodes.chunkIndex) return true;
  const chunk = parseChunkIndex(record);
  if (!chunk || chunk.start + chunk.length > fileSize) return false;
  section.chunks.push(chunk);
  return true;
}

/** Times (16 bytes), start, length, then the offsets of the message indexes by channel. */
function parseChunkIndex(record: Uint8Array): ChunkIndex | undefined {
  if (record.byteLength < 36) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const mapBytes = view.getUint32(32, true);
  if (mapBytes % 10 !== 0 || 36 + mapBytes > record.byteLength) return undefined;
  const channels = new Set<number>();
  for (let at = 36; at < 36 + mapBytes; at += 10) channels.add(view.getUint16(at, true));
  const [fromNs, toNs] = [view.getBigUint64(0, true), view.getBigUint64(8, true)];
  return { fromNs, toNs, start: u64(view, 16), length: u64(view, 24), channels };
}
