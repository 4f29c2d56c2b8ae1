import { startsWith } from '../../bytes/file-head.ts';
import { latin1 } from '../text/ascii.ts';

/** Message types of the ULog specification (https://docs.px4.io/main/en/dev_log/ulog_file_format.html). Little-endian. */

/** "Header Section". */
export const magic = Uint8Array.of(0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35);

/**
 * Encrypted logs of PX4 (`log_writer_file.cpp`): log and key in one file (`.ulge`), or only the key (`.ulgk`), whose
 * log (`.ulgc`) is ciphertext without a header.
 */
const encryptedMagics = ['ULogEnc', 'ULogKey'];

export function isEncrypted(head: Uint8Array): boolean {
  return encryptedMagics.some((each) => startsWith(head, each));
}

/** Magic, version, and the time at which logging began in microseconds. */
export const fileHeaderSize = 16;

/** 16-bit size of the content, then the type. */
export const messageHeaderSize = 3;

export const types = {
  flagBits: 0x42, // B
  format: 0x46, // F
  info: 0x49, // I
  infoMultiple: 0x4d, // M
  parameter: 0x50, // P
  parameterDefault: 0x51, // Q
  addSubscription: 0x41, // A
  removeSubscription: 0x52, // R
  data: 0x44, // D
  log: 0x4c, // L
  taggedLog: 0x43, // C
  sync: 0x53, // S
  dropout: 0x4f, // O
} as const;

export const syncMagic = Uint8Array.of(0x2f, 0x73, 0x13, 0x20, 0x25, 0x0c, 0xbb, 0x12);

const knownTypes = new Set<number>(Object.values(types));

export function isKnownType(type: number): boolean {
  return knownTypes.has(type);
}

/**
 * A type that a later version of the format may have added, since all are printable ASCII; readers must ignore messages
 * of such types ("Data Section").
 */
export function maybeLaterType(type: number): boolean {
  return type > 0x20 && type < 0x7f && !isKnownType(type);
}

/** `type[count] name` of an info or parameter key, and the value's bytes. */
export interface KeyedValue {
  type: string;
  name: string;
  value: Uint8Array;
}

/** Reads `uint8_t key_len, char key[key_len], value`; undefined if the lengths do not fit. */
export function parseKeyed(content: Uint8Array): KeyedValue | undefined {
  const length = content[0] ?? 0;
  if (length === 0 || 1 + length > content.byteLength) return undefined;
  const key = latin1(content, 1, 1 + length);
  const match = /^(\S+) (\S+)$/.exec(key);
  if (!match) return undefined;
  return { type: match[1] ?? '', name: match[2] ?? '', value: content.subarray(1 + length) };
}

/** Text of an info value; integers in their usual notation. */
export function valueText({ type, value }: KeyedValue): string {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (type.startsWith('char')) return new TextDecoder().decode(value).replace(/\0+$/, '');
  if (type === 'uint32_t' && value.byteLength === 4) return String(view.getUint32(0, true));
  if (type === 'int32_t' && value.byteLength === 4) return String(view.getInt32(0, true));
  if (type === 'uint64_t' && value.byteLength === 8) return String(view.getBigUint64(0, true));
  if (type === 'float' && value.byteLength === 4) return String(view.getFloat32(0, true));
  return '';
}
