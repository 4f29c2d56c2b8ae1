import type { ByteSource } from '../../bytes/byte-source.ts';
import { release } from '../../bytes/unpack/release.ts';
import type { ParseLimits } from '../../limits.ts';
import { canFrameParser } from '../../meaning/decode/can-frame-message.ts';
import { isPackedMessage, unpackMessage } from '../../meaning/decode/packed-message.ts';
import { handOverChannel } from '../../meaning/interpret/hand-over-channel.ts';
import type { HandOver } from '../../messages/hand-over.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { ForwardStream } from '../mdf/forward-stream.ts';
import type { TopicOptions } from '../recording-reader.ts';
import {
  type ChannelRecord,
  messageHeaderSize,
  opcodes,
  parseChunkHead,
  recordHeaderSize,
  u64,
} from './records.ts';
import { readSummarySection, type SummarySection } from './summary-section.ts';
import { unpackChunk } from './unpack-chunk.ts';

/** The latest time that MCAP has. */
const forever = 2n ** 64n - 1n;

interface Wanted {
  handOver: HandOver;
  isCdr: boolean;
}

/**
 * Hands over the messages of some topics of an MCAP, or of a time, reading only the chunks that its index names for them.
 * False if that is not possible: no index, a topic that is not in it, frames that a database defines, damage. Then what was handed over so far is void.
 */
export async function handOverIndexed(source: ByteSource, options: TopicOptions): Promise<boolean> {
  const stream = new ForwardStream(source, options.signal);
  try {
    const section = await readSummarySection(stream);
    const wanted = section && openChannels(section, options);
    if (!wanted) return false;
    const { fromNs = 0n, toNs = forever } = options.window ?? {};
    const chunks = section.chunks
      .filter((chunk) => chunk.toNs >= fromNs && chunk.fromNs <= toNs)
      // A writer may leave out the message indexes, and with them which channels a chunk has.
      .filter(({ channels }) => channels.size === 0 || [...wanted.keys()].some((id) => channels.has(id)))
      .toSorted((a, b) => a.start - b.start);
    const room = createRoom();
    for (const { start, length } of chunks) {
      if (length > options.limits.maxRecordBytes) return false;
      const bytes = room(length);
      await stream.seek(start);
      if (!(await stream.fill(bytes)) || !readIndexedChunk(bytes, start, wanted, options.limits))
        return false;
    }
    return true;
  } finally {
    await stream.close();
  }
}

/** The channels of the topics; undefined if one of them is no channel, such as the frames of a bus inside messages. */
function openChannels(
  { channels, schemas }: SummarySection,
  { messages, topics, databases = [] }: TopicOptions,
): Map<number, Wanted> | undefined {
  const present = new Set(channels.map(({ topic }) => topic));
  if (topics && [...topics].some((topic) => !present.has(topic))) return undefined;
  const isDefined = ({ messageEncoding, schemaId }: ChannelRecord) =>
    canFrameParser(messageEncoding, schemas.get(schemaId)?.name ?? '') !== undefined;
  if (databases.length > 0 && channels.some(isDefined)) return undefined;
  const builder = new SummaryBuilder(messages);
  const wanted = new Map<number, Wanted>();
  for (const { id, schemaId, topic, messageEncoding } of channels) {
    if (topics && !topics.has(topic)) continue;
    const schema = schemas.get(schemaId) ?? { name: '', encoding: '', data: new Uint8Array() };
    const handOver = handOverChannel(builder, { topic, messageEncoding, schema });
    if (handOver) wanted.set(id, { handOver, isCdr: messageEncoding === 'cdr' });
  }
  return wanted;
}

/** The memory for one chunk at a time: most are of about the same size. */
function createRoom(): (bytes: number) => Uint8Array<ArrayBuffer> {
  let room = new Uint8Array();
  return (bytes) => {
    if (bytes > room.byteLength) room = new Uint8Array(bytes + (bytes >> 3));
    return room.subarray(0, bytes);
  };
}

/** False if it is none, or damaged. */
function readIndexedChunk(
  bytes: Uint8Array<ArrayBuffer>,
  offset: number,
  wanted: ReadonlyMap<number, Wanted>,
  limits: ParseLimits,
): boolean {
  if (bytes.byteLength < recordHeaderSize || bytes[0] !== opcodes.chunk) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength - recordHeaderSize;
  const head = parseChunkHead(view, recordHeaderSize, length);
  if (!head || u64(view, 1) !== length) return false;
  const from = recordHeaderSize + head.recordsStart;
  const unpacked = unpackChunk(head, bytes.subarray(from, from + head.recordsLength), limits);
  if (!unpacked.ok) return false;
  const isWhole = handOverRecords(unpacked.records, offset, wanted, limits);
  if (head.compression !== '') release(unpacked.records);
  return isWhole;
}

/** False if a record is invalid. */
function handOverRecords(
  records: Uint8Array,
  offset: number,
  wanted: ReadonlyMap<number, Wanted>,
  { maxDecodedBytes }: ParseLimits,
): boolean {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const end = records.byteLength;
  let at = 0;
  while (at + recordHeaderSize <= end) {
    const content = at + recordHeaderSize;
    const next = content + u64(view, at + 1);
    if (next > end) return false;
    if (view.getUint8(at) === opcodes.message) {
      if (next - content < messageHeaderSize) return false;
      const channel = wanted.get(view.getUint16(content, true));
      if (channel) {
        const timeNs = nanoseconds(view.getUint32(content + 10, true), view.getUint32(content + 6, true));
        const data = records.subarray(content + messageHeaderSize, next);
        const isPacked = channel.isCdr && isPackedMessage(view, content + messageHeaderSize, data.byteLength);
        channel.handOver(timeNs, offset, isPacked ? unpackMessage(data, maxDecodedBytes) : data);
      }
    }
    at = next;
  }
  return at === end;
}
