import type { Channels } from './channels.ts';
import { messageHeaderSize, opcodes, recordHeaderSize } from './records.ts';

/** From here on opcodes are for private use (https://mcap.dev/spec, "Opcodes"); those below are reserved for later versions. */
const firstPrivate = 0x80;

/** The name of such an opcode in the log line about unsupported records. */
export function laterRecord(opcode: number): string {
  const kind = opcode < firstPrivate ? 'record' : 'private record';
  return `${kind} 0x${opcode.toString(16).padStart(2, '0')}`;
}

/** In 2^32 ns: messages of one chunk are seconds apart. */
const nearTimes = 2;

/**
 * Whether the record of a chunk whose content begins at `content` may have been added by a later version. If no
 * checksum proves the chunk intact, a damaged opcode is as likely: then another record must follow, and the content
 * must not be that of a message. `lastMessage` is where the content of the previous one begins, or -1.
 */
export function isLaterRecord(
  view: DataView,
  content: number,
  length: number,
  channels: Channels,
  lastMessage: number,
): boolean {
  const opcode = view.getUint8(content - recordHeaderSize);
  if (opcode <= opcodes.dataEnd) return false;
  if (opcode >= firstPrivate) return true;
  const next = content + length;
  return isFollowed(view, next) && !isMessage(view, content, length, channels, lastMessage);
}

function isFollowed(view: DataView, next: number): boolean {
  if (next === view.byteLength) return true;
  if (next + recordHeaderSize > view.byteLength || view.getUint8(next) === 0) return false;
  const length = view.getUint32(next + 1, true) + view.getUint32(next + 5, true) * 2 ** 32;
  return next + recordHeaderSize + length <= view.byteLength;
}

function isMessage(
  view: DataView,
  content: number,
  length: number,
  channels: Channels,
  lastMessage: number,
): boolean {
  if (lastMessage < 0 || length < messageHeaderSize || !channels.knows(view.getUint16(content, true)))
    return false;
  const logTime = (at: number) => view.getUint32(at + 10, true);
  return Math.abs(logTime(content) - logTime(lastMessage)) <= nearTimes;
}
