import type { ParseLimits } from '../../limits.ts';
import { standardRos1Definition } from '../../meaning/decode/standard-ros1-definitions.ts';
import {
  type ChannelDefinition,
  type ChannelTable,
  type OpenChannel,
  passMessage,
} from '../../meaning/interpret/channel-table.ts';
import { isFollowed } from './find-record.ts';
import { ops, parseConnectionData, RecordHead } from './records.ts';

export interface RecordSpan {
  bytes: Uint8Array;
  view: DataView;
  /** Reading begins at `from` and extends at most to `to`. */
  from: number;
  to: number;
  /** Whether the records end at `to`, rather than only the available bytes. */
  last: boolean;
  /**
   * Byte of the file reported for a record: `offset` + its place if they are stored in the file directly, `offset` if
   * compressed.
   */
  offset: number;
  packed: boolean;
}

const head = new RecordHead();

/**
 * Counts consecutive messages in the span, and registers connections between them. Returns where it stopped: at the
 * end, at a record of another kind, at one that extends beyond `to`, or at one whose length cannot be right since no
 * record follows it. Allocates nothing for messages that are only counted.
 */
export function readRecords(span: RecordSpan, connections: ChannelTable, limits: ParseLimits): number {
  const { bytes, view, to, last } = span;
  let at = span.from;
  let id = -1;
  let connection: OpenChannel | undefined;
  while (at < to) {
    if (!head.read(bytes, view, at, to)) return at;
    const next = at + head.headBytes + head.dataBytes;
    if (next > to || !isFollowed(view, next, to, last)) return at;
    if (head.op === ops.message) {
      if (head.conn !== id || !connection) {
        id = head.conn;
        connection = connections.getInChunk(id);
      }
      takeMessage(span, at, connection, limits.maxDecodedBytes);
    } else if (head.op === ops.connection && takeConnection(bytes, at, connections)) {
      connection = undefined;
    } else {
      return at;
    }
    at = next;
  }
  return at;
}

/** The connection at `at`, whose header was read last; false if its data is invalid. */
function takeConnection(bytes: Uint8Array, at: number, connections: ChannelTable): boolean {
  const data = at + head.headBytes;
  const fields = parseConnectionData(bytes.subarray(data, data + head.dataBytes));
  if (fields) connections.add(head.conn, connectionOf(head.topic(bytes), fields));
  return fields !== undefined;
}

/** Messages from publishers that send no definition are decoded if their type is a standard one. */
function connectionOf(topic: string, fields: ReadonlyMap<string, Uint8Array>): ChannelDefinition {
  const text = (field: string) => Buffer.from(fields.get(field) ?? []).toString();
  const name = text('type');
  const recorded = fields.get('message_definition') ?? new Uint8Array();
  const isEmpty = recorded.every((byte) => byte <= 0x20);
  const data = (isEmpty && standardRos1Definition(name, text('md5sum'))) || recorded;
  return { topic, messageEncoding: 'ros1', schema: { name, encoding: 'ros1msg', data } };
}

/** The message at `at`, whose header was read last. */
function takeMessage(
  { bytes, view, offset, packed }: RecordSpan,
  at: number,
  connection: OpenChannel,
  maxDecodedBytes: number,
): void {
  const { dataBytes } = head;
  head.splitTime();
  connection.inChunk += 1;
  const recordOffset = packed ? offset : offset + at;
  connection.tracker.add(head.timeHigh, head.timeLow, dataBytes, recordOffset);
  const data = at + head.headBytes;
  connection.readStamp?.(view, data, dataBytes, head.timeHigh, head.timeLow, recordOffset);
  if (!connection.handOver && (!connection.handle || dataBytes > maxDecodedBytes)) return;
  const timeNs = BigInt(head.sec) * 1_000_000_000n + BigInt(head.nsec);
  const place = { timeNs, topic: connection.topic, offset: recordOffset };
  passMessage(connection, bytes.subarray(data, data + dataBytes), place, maxDecodedBytes);
}
