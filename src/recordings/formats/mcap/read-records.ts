import { isPackedMessage } from '../../meaning/decode/packed-message.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Channel, Channels } from './channels.ts';
import { isLaterRecord, laterRecord } from './later-record.ts';
import { messageHeaderSize, opcodes, parseChannel, parseSchema, recordHeaderSize } from './records.ts';

/**
 * The records inside a chunk. `offset` is that of the chunk in the file; `checked` means that its checksum was right.
 * Records of kinds reserved for later versions are counted and skipped, see `isLaterRecord`. Returns where reading
 * stopped: the end, or the first invalid record.
 */
export function readRecords(
  records: Uint8Array,
  offset: number,
  channels: Channels,
  maxDecodedBytes: number,
  checked = false,
): number {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const end = records.byteLength;
  let at = 0;
  let channelId = -1;
  let channel: Channel | undefined;
  let lastMessage = -1;
  while (at + recordHeaderSize <= end) {
    const length = view.getUint32(at + 1, true);
    const content = at + recordHeaderSize;
    if (length > end - content || view.getUint32(at + 5, true) !== 0) return at;
    if (view.getUint8(at) === opcodes.message) {
      if (length < messageHeaderSize) return at;
      const id = view.getUint16(content, true);
      if (id !== channelId || !channel) {
        channel = channels.get(id);
        channelId = id;
      }
      channels.record?.(records.subarray(at, content + length));
      readMessage(view, content, length, channel, offset, maxDecodedBytes);
      lastMessage = content;
    } else if (registerOther(records, view, content, length, channels, checked ? 'intact' : lastMessage)) {
      channels.record?.(records.subarray(at, content + length));
      channel = undefined;
    } else {
      return at;
    }
    at = content + length;
  }
  return at;
}

/** A record of a chunk that is not a message; false if it is invalid. */
export function registerOther(
  records: Uint8Array,
  view: DataView,
  content: number,
  length: number,
  channels: Channels,
  lastMessage: number | 'intact',
): boolean {
  const opcode = view.getUint8(content - recordHeaderSize);
  if (opcode === opcodes.schema) {
    const schema = parseSchema(records.subarray(content, content + length));
    if (schema) channels.addSchema(schema);
    return schema !== undefined;
  }
  if (opcode === opcodes.channel) {
    const definition = parseChannel(records.subarray(content, content + length));
    if (definition) channels.addChannel(definition);
    return definition !== undefined;
  }
  const isLater =
    lastMessage === 'intact'
      ? opcode > opcodes.dataEnd
      : isLaterRecord(view, content, length, channels, lastMessage);
  if (isLater) channels.later.count(laterRecord(opcode));
  return isLater;
}

/**
 * Counts the message whose content begins at `content`, and passes it to its handler if the topic has one;
 * `maxDecodedBytes` is 0 if its bytes are not available.
 */
export function readMessage(
  view: DataView,
  content: number,
  length: number,
  channel: Channel,
  offset: number,
  maxDecodedBytes: number,
): void {
  const low = view.getUint32(content + 6, true);
  const high = view.getUint32(content + 10, true);
  const size = length - messageHeaderSize;
  channel.tracker.add(high, low, size, offset);
  if (maxDecodedBytes === 0 || content + length > view.byteLength) {
    channel.handOver?.(nanoseconds(high, low), offset, undefined);
    return;
  }
  channel.readStamp?.(view, content + messageHeaderSize, size, high, low, offset);
  if (size > maxDecodedBytes && !channel.handOver) return;
  if (!channel.frames && !channel.handle && !channel.handOver) return;
  const at = content + messageHeaderSize;
  if (channel.unpack && isPackedMessage(view, at, size)) {
    const packed = new Uint8Array(view.buffer, view.byteOffset + at, size);
    const place = { timeNs: nanoseconds(high, low), topic: channel.topic, offset };
    const bytes = channel.unpack(packed, maxDecodedBytes, place);
    if (!bytes) {
      channel.handOver?.(place.timeNs, offset, undefined);
      return;
    }
    const unpacked = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    passOn(unpacked, 0, bytes.byteLength, channel, high, low, offset);
  } else {
    passOn(view, at, size, channel, high, low, offset, size <= maxDecodedBytes);
  }
}

/** The stamp of a message of which the first `length` bytes are available, and nothing else of it. */
export function readStamp(
  view: DataView,
  content: number,
  length: number,
  channel: Channel,
  offset: number,
): void {
  const low = view.getUint32(content + 6, true);
  const high = view.getUint32(content + 10, true);
  channel.readStamp?.(view, content + messageHeaderSize, length - messageHeaderSize, high, low, offset);
}

/** The handlers that use messages of the topic; `at` is where its data begins. */
function passOn(
  view: DataView,
  at: number,
  size: number,
  channel: Channel,
  high: number,
  low: number,
  offset: number,
  isDecoded = true,
): void {
  channel.handOver?.(nanoseconds(high, low), offset, new Uint8Array(view.buffer, view.byteOffset + at, size));
  if (!isDecoded) return;
  if (channel.frames) {
    channel.frames(view, at, size, high, low, offset);
    return;
  }
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, size);
  const place = { timeNs: nanoseconds(high, low), topic: channel.topic, offset };
  if (channel.handle?.(bytes, place) === false) channel.handle = undefined;
}
