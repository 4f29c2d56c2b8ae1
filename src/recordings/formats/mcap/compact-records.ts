import { AheadFailed } from '../../bytes/ahead/ahead-source.ts';
import { mostStampBytes } from '../../meaning/decode/header-stamp.ts';
import type { Channel, Channels } from './channels.ts';
import { readMessage, readStamp, registerOther } from './read-records.ts';
import { messageHeaderSize, opcodes, recordHeaderSize } from './records.ts';

/** Stands for the opcode of a message whose data is left out; no record has it (https://mcap.dev/spec, "Opcodes"). */
const leftOut = 0x00;

/** Bytes of such a message that are kept: they hold the stamp, if it begins with a header. */
const keptBytes = mostStampBytes;

/**
 * Moves the records of a chunk together, without the data of messages that are only counted: most of the bytes are
 * images and point clouds. Returns how many bytes remain, for `readCompacted`; undefined if there is a record for which
 * the reader needs the chunk as it is. Changes `records` in either case.
 */
export function compactRecords(records: Uint8Array, channels: Pick<Channels, 'get'>): number | undefined {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const end = records.byteLength;
  let at = 0;
  let from = 0;
  let to = 0;
  let channelId = -1;
  let counted = false;
  while (at + recordHeaderSize <= end) {
    const opcode = view.getUint8(at);
    const length = view.getUint32(at + 1, true);
    const content = at + recordHeaderSize;
    if (length > end - content || view.getUint32(at + 5, true) !== 0) return undefined;
    if (opcode === opcodes.message) {
      if (length < messageHeaderSize) return undefined;
      const id = view.getUint16(content, true);
      if (id !== channelId) {
        channelId = id;
        counted = isOnlyCounted(channels.get(id));
      }
      if (counted) {
        view.setUint8(at, leftOut);
        const kept = content + keptOf(length);
        records.copyWithin(to, from, kept);
        to += kept - from;
        from = content + length;
      }
    } else if (opcode !== opcodes.schema && opcode !== opcodes.channel) {
      return undefined;
    }
    at = content + length;
  }
  if (at !== end) return undefined;
  records.copyWithin(to, from, end);
  return to + end - from;
}

/**
 * What `readRecords` does, for compacted records. `offset` is that of the chunk. Throws `AheadFailed` if data is left
 * out that is needed, or a definition is none.
 */
export function readCompacted(
  records: Uint8Array,
  offset: number,
  channels: Channels,
  maxDecodedBytes: number,
): void {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  let channelId = -1;
  let channel: Channel | undefined;
  for (let at = 0; at < records.byteLength; ) {
    const opcode = view.getUint8(at);
    const length = view.getUint32(at + 1, true);
    const content = at + recordHeaderSize;
    if (opcode === leftOut || opcode === opcodes.message) {
      const id = view.getUint16(content, true);
      if (id !== channelId || !channel) {
        channel = channels.get(id);
        channelId = id;
      }
      if (opcode === leftOut && !isOnlyCounted(channel)) throw new AheadFailed('data is left out');
      takeMessage(view, content, length, channel, offset, opcode === leftOut ? 0 : maxDecodedBytes);
    } else if (registerOther(records, view, content, length, channels, 'intact')) {
      channel = undefined;
    } else {
      throw new AheadFailed('a definition cannot be read');
    }
    at = content + (opcode === leftOut ? keptOf(length) : length);
  }
}

/** `maxDecodedBytes` is 0 for a message of which only the beginning is there. */
function takeMessage(
  view: DataView,
  content: number,
  length: number,
  channel: Channel,
  offset: number,
  maxDecodedBytes: number,
): void {
  readMessage(view, content, length, channel, offset, maxDecodedBytes);
  if (maxDecodedBytes === 0) readStamp(view, content, keptOf(length), channel, offset);
}

/** Of a message of `length` bytes with its head. */
function keptOf(length: number): number {
  return Math.min(length, messageHeaderSize + keptBytes);
}

function isOnlyCounted({ frames, handle, handOver }: Channel): boolean {
  return !frames && !handle && !handOver;
}
