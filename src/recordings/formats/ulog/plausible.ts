import type { ByteReader } from '../../bytes/byte-reader.ts';
import { isKnownType, messageHeaderSize, parseKeyed, syncMagic, types } from './messages.ts';

/**
 * Whether the message at `at` of the window is plausible: its type is known, it ends within the `section` of the file
 * (bytes from the reader's position), and its content agrees with its type. It must be completely in the window.
 */
export function isPlausibleMessage(reader: ByteReader, at: number, section: number): boolean {
  if (at + messageHeaderSize > Math.min(section, reader.available)) return false;
  const size = reader.u16(at);
  const type = reader.u8(at + 2);
  const content = at + messageHeaderSize;
  if (!isKnownType(type) || content + size > Math.min(section, reader.available)) return false;
  switch (type) {
    case types.data:
      return size >= 2;
    case types.sync:
      return (
        size === syncMagic.length && syncMagic.every((byte, index) => reader.u8(content + index) === byte)
      );
    case types.dropout:
    case types.removeSubscription:
      return size === 2;
    case types.flagBits:
      return size >= 40;
    case types.addSubscription:
      return size > 3 && isName(reader.slice(content + 3, content + size));
    case types.log:
      return size >= 9 && reader.u8(content) >= 0x30 && reader.u8(content) <= 0x37;
    case types.taggedLog:
      return size >= 11 && reader.u8(content) >= 0x30 && reader.u8(content) <= 0x37;
    case types.format:
      return size > 3 && reader.slice(content, content + size).includes(0x3a);
    default:
      return size >= 3;
  }
}

function isName(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte > 0x20 && byte < 0x7f);
}

/**
 * Whether more than its lengths supports the plausible message at `at`, as required for the first one after damage: a
 * false one may end where a true one begins, and would hide those it covers. `knowsData` checks an id and a size.
 */
export function provesMessage(
  reader: ByteReader,
  at: number,
  knowsData: (id: number, size: number) => boolean,
): boolean {
  const size = reader.u16(at);
  const content = at + messageHeaderSize;
  const bytes = reader.slice(content, content + size);
  switch (reader.u8(at + 2)) {
    case types.data:
      return knowsData(reader.u16(content), size - 2);
    case types.format:
      return isText(bytes);
    case types.info:
    case types.parameter:
      return parseKeyed(bytes) !== undefined;
    case types.infoMultiple:
    case types.parameterDefault:
      return parseKeyed(bytes.subarray(1)) !== undefined;
    case types.log:
      return isText(bytes.subarray(9));
    case types.taggedLog:
      return isText(bytes.subarray(11));
    case types.flagBits:
      // Only occurs at the beginning.
      return false;
    default:
      return true;
  }
}

function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
}
