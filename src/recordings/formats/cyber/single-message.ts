import { ProtobufWire, wireTypes } from '../../meaning/decode/protobuf-wire.ts';

/** Tags of `ChunkBody.messages`, and of `SingleMessage.channel_name`. */
export const tags = { message: 0x0a, name: 0x0a } as const;
const fields = { name: 1, time: 2, content: 3 } as const;

/** Bytes that contain everything before the content, for any name in use. */
export const messageHeadBytes = 1_024;
const maxName = 512;

/** One message of a chunk. Positions are those of the bytes. */
export interface SingleMessage {
  /** Bytes from its tag to its end. */
  size: number;
  nameStart: number;
  nameLength: number;
  high: number;
  low: number;
  /** Content; may reach beyond the bytes that are visible. */
  start: number;
  length: number;
}

/** Reused for each message: reading one is not interrupted. */
const outer = new ProtobufWire();
const inner = new ProtobufWire();

/**
 * Reads the message at `at` of the bytes, which may end before its content does; false if there is none. It is written
 * with its three fields in order, which `isStrict` asks for.
 */
export function readMessage(
  message: SingleMessage,
  bytes: Uint8Array,
  at: number,
  end: number,
  isStrict = false,
): boolean {
  if (bytes[at] !== tags.message) return false;
  outer.open(bytes, at, end, true);
  if (!outer.next()) return false;
  const { start, length } = outer;
  if (isStrict && bytes[start] !== tags.name) return false;
  message.size = start + length - at;
  message.nameLength = 0;
  message.high = 0;
  message.low = 0;
  message.start = start;
  message.length = 0;
  inner.open(bytes, start, Math.min(end, start + length), start + length > end);
  let count = 0;
  while (inner.next()) {
    if (!take(inner, message)) return false;
    count += 1;
  }
  if (inner.isBroken || message.nameLength === 0) return false;
  return !isStrict || (count === 3 && message.start + message.length === start + length);
}

function take(wire: ProtobufWire, message: SingleMessage): boolean {
  const { field, wireType } = wire;
  if (field === fields.name) {
    if (wireType !== wireTypes.bytes || wire.length > maxName || wire.start + wire.length > wire.end)
      return false;
    message.nameStart = wire.start;
    message.nameLength = wire.length;
  } else if (field === fields.time) {
    if (wireType !== wireTypes.varint) return false;
    message.high = wire.high;
    message.low = wire.low;
  } else if (field === fields.content) {
    if (wireType !== wireTypes.bytes) return false;
    message.start = wire.start;
    message.length = wire.length;
  }
  return true;
}

export function emptyMessage(): SingleMessage {
  return { size: 0, nameStart: 0, nameLength: 0, high: 0, low: 0, start: 0, length: 0 };
}

const candidate = emptyMessage();

/** Whether a whole head of a message is at `at`, with a name of printable characters, a time and a content. */
export function isMessage(bytes: Uint8Array, at: number, end: number): boolean {
  if (!readMessage(candidate, bytes, at, end, true) || candidate.high === 0) return false;
  const { nameStart, nameLength } = candidate;
  for (let index = nameStart; index < nameStart + nameLength; index += 1) {
    const byte = bytes[index] as number;
    if (byte < 0x21 || byte > 0x7e) return false;
  }
  return true;
}

/** The same by the first bytes alone, for the place where the previous message says that one begins. */
export function beginsMessage(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== tags.message) return false;
  outer.open(bytes, at, end, true);
  return outer.next() && (outer.start >= end || bytes[outer.start] === tags.name);
}
