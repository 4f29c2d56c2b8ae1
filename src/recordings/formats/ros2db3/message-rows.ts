import type { ParseLimits } from '../../limits.ts';
import { isPackedMessage, unpackFailure, unpackMessage } from '../../meaning/decode/packed-message.ts';
import { type ChannelTable, type OpenChannel, passMessage } from '../../meaning/interpret/channel-table.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import type { Cell } from './cell.ts';
import type { OverflowRows } from './overflow.ts';

/** Columns of `messages` in every version of the schema: id, topic_id, timestamp, data. */
const topicId = 1;
const timestamp = 2;
const data = 3;

const two32 = 2 ** 32;

/** A row belongs to `messages` if its columns have these types; no other table of a bag does. */
export function isMessageRow(cell: Cell): boolean {
  return (
    cell.columns === 4 &&
    (cell.types[0] === 0 || cell.isInteger(0)) &&
    cell.isInteger(topicId) &&
    cell.isInteger(timestamp) &&
    cell.isBlob(data) &&
    (cell.starts[data] as number) <= cell.localBytes
  );
}

export interface MessageRowsContext {
  channels: ChannelTable;
  overflow: OverflowRows;
  limits: ParseLimits;
  findings: Findings;
}

/** Counts the message in `cell`, which is on `page`; its data is passed on if its topic is interpreted. */
export function takeMessageRow(
  cell: Cell,
  place: {
    bytes: Uint8Array;
    view: DataView;
    page: number /** Offset of the row in the file. */;
    offset: number;
  },
  { channels, overflow, limits, findings }: MessageRowsContext,
): void {
  const { bytes, view, page, offset } = place;
  const channel = channels.get(cell.integer(view, topicId));
  const time = cell.payloadAt + (cell.starts[timestamp] as number);
  let high: number;
  let low: number;
  if (cell.types[timestamp] === 6) {
    high = view.getUint32(time);
    low = view.getUint32(time + 4);
  } else {
    const value = cell.integer(view, timestamp);
    high = Math.floor(value / two32) >>> 0;
    low = value >>> 0;
  }
  const size = cell.sizeOf(data);
  channel.tracker.add(high, low, size, offset);
  const start = cell.payloadAt + (cell.starts[data] as number);
  // A message that is larger than a page begins on it.
  const onPage = cell.payloadAt + cell.localBytes - start;
  channel.readStamp?.(view, start, Math.min(size, onPage), high, low, offset);
  if (!channel.handle && !channel.handOver) return;
  const timeNs = (BigInt(high) << 32n) | BigInt(low);
  const pass = () => channel.handOver?.(timeNs, offset, undefined);
  if (size > limits.maxDecodedBytes) {
    pass();
    return;
  }
  const hand = (message: Uint8Array) => passOn(message, channel, { timeNs, offset }, limits, findings);
  if (cell.overflowPage === 0) {
    hand(bytes.subarray(start, start + size));
    return;
  }
  const local = bytes.subarray(cell.payloadAt, cell.payloadAt + cell.localBytes);
  const from = cell.starts[data] as number;
  overflow.expect(page, cell.overflowPage, local, cell.payloadBytes, {
    whole: (row) => hand(row.subarray(from)),
    lost: pass,
  });
}

/** Passes the message on, decompressed if each was compressed individually (rosbag2's compression mode MESSAGE). */
function passOn(
  message: Uint8Array,
  channel: OpenChannel,
  at: { timeNs: bigint; offset: number },
  limits: ParseLimits,
  findings: Findings,
): void {
  const place = { ...at, topic: channel.topic };
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const isPacked = isPackedMessage(view, 0, message.byteLength);
  const unpacked = isPacked ? unpackMessage(message, limits.maxDecodedBytes) : message;
  if (!unpacked) {
    findings.code(unpackFailure(channel.topic, message.byteLength, limits.maxDecodedBytes), place);
    channel.handOver?.(at.timeNs, at.offset, undefined);
    return;
  }
  passMessage(channel, unpacked, place, limits.maxDecodedBytes);
}
