import { ProtobufWire, wireTypes } from '../../meaning/decode/protobuf-wire.ts';

/** Tag of `ChunkBody.messages`. */
const messageTag = 0x0a;
/** Tags of `SingleMessage`: channel_name, time, content. */
const tags = { name: 0x0a, time: 0x10, content: 0x1a };
const fields = { name: 1, time: 2, content: 3 } as const;

/** Bytes that contain everything before the content, for any name in use. */
export const messageHeadBytes = 1_024;
const maxName = 512;

/** One message of a chunk. Positions are those of the bytes. */
export interface SingleMessage {
  /** Bytes from its tag to its end. */
  size: number;
  name: string;
  high: number;
  low: number;
  /** Content; may reach beyond the bytes that are visible. */
  start: number;
  length: number;
}

/**
 * The message at `at` of the bytes, which may end before its content does; undefined if there is none. It is written
 * with its fields in order, which `isStrict` asks for.
 */
export function messageAt(
  bytes: Uint8Array,
  at: number,
  end: number,
  { isStrict = false }: { isStrict?: boolean } = {},
): SingleMessage | undefined {
  if (bytes[at] !== messageTag) return undefined;
  const outer = new ProtobufWire(bytes, at, end, { isCut: true });
  if (!outer.next()) return undefined;
  const { start, length } = outer;
  if (isStrict && bytes[start] !== tags.name) return undefined;
  const message: SingleMessage = {
    size: start + length - at,
    name: '',
    high: 0,
    low: 0,
    start: 0,
    length: 0,
  };
  const isCut = start + length > end;
  const wire = new ProtobufWire(bytes, start, Math.min(end, start + length), { isCut });
  let fieldsLeft = 3;
  while (wire.next()) {
    if (!take(wire, message)) return undefined;
    fieldsLeft -= 1;
  }
  if (wire.isBroken || message.name === '') return undefined;
  const isExact = message.start + message.length === start + length;
  return !isStrict || (isExact && fieldsLeft === 0) ? message : undefined;
}

function take(wire: ProtobufWire, message: SingleMessage): boolean {
  const { field, wireType } = wire;
  if (field === fields.name) {
    if (wireType !== wireTypes.bytes || wire.length > maxName) return false;
    message.name = Buffer.from(
      wire.content.buffer,
      wire.content.byteOffset,
      wire.content.byteLength,
    ).toString();
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

/** Whether a whole head of a message is at `at`, with a name of printable characters, a time and a content. */
export function isMessage(bytes: Uint8Array, at: number, end: number): boolean {
  const message = messageAt(bytes, at, end, { isStrict: true });
  return message !== undefined && /^[\x21-\x7e]+$/.test(message.name) && message.high > 0;
}
