import { latin1 } from '../text/ascii.ts';

/** Record layouts of the MCAP specification (https://mcap.dev/spec), as far as a reader needs them. Little-endian. */

export const magic = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a);

export function isMagicAt(view: DataView, at: number): boolean {
  return magic.every((byte, index) => view.getUint8(at + index) === byte);
}

export const opcodes = {
  header: 0x01,
  footer: 0x02,
  schema: 0x03,
  channel: 0x04,
  message: 0x05,
  chunk: 0x06,
  messageIndex: 0x07,
  chunkIndex: 0x08,
  attachment: 0x09,
  attachmentIndex: 0x0a,
  statistics: 0x0b,
  metadata: 0x0c,
  metadataIndex: 0x0d,
  summaryOffset: 0x0e,
  dataEnd: 0x0f,
} as const;

/** Opcode and 64-bit length before each record's content. */
export const recordHeaderSize = 9;

/** Fixed part of a message: channel id, sequence, log time, publish time. */
export const messageHeaderSize = 22;

/** The longest head of a chunk that is examined: fixed fields around a compression name of at most 32 bytes. */
export const maxChunkHeadSize = 8 + 8 + 8 + 4 + 4 + 32 + 8;

export interface ChunkHead {
  /** Claimed; exact below 2^53. */
  uncompressedSize: number;
  /** 0 if the writer stored none. */
  crc: number;
  compression: string;
  /** Where the compressed records begin in the content, and their length. */
  recordsStart: number;
  recordsLength: number;
}

/** Reads the head of a chunk of `length` bytes; undefined if its own lengths contradict each other. */
export function parseChunkHead(view: DataView, at: number, length: number): ChunkHead | undefined {
  const head = parseExtendedChunkHead(view, at, length);
  return head && head.recordsStart + head.recordsLength === length ? head : undefined;
}

/** The same, if unknown fields may follow the records; see `extended-record.ts`. */
export function parseExtendedChunkHead(view: DataView, at: number, length: number): ChunkHead | undefined {
  if (length < 40 || at + 32 > view.byteLength) return undefined;
  const nameLength = view.getUint32(at + 28, true);
  const recordsStart = 32 + nameLength + 8;
  if (nameLength > 32 || recordsStart > length || at + recordsStart > view.byteLength) return undefined;
  const recordsLength = u64(view, at + 32 + nameLength);
  if (recordsLength > length - recordsStart) return undefined;
  return {
    uncompressedSize: u64(view, at + 16),
    crc: view.getUint32(at + 24, true),
    compression: latin1(new Uint8Array(view.buffer, view.byteOffset + at + 32, nameLength)),
    recordsStart,
    recordsLength,
  };
}

export interface SchemaRecord {
  id: number;
  name: string;
  encoding: string;
  data: Uint8Array;
}

export function parseSchema(content: Uint8Array): SchemaRecord | undefined {
  const cursor = new Cursor(content);
  const id = cursor.u16();
  const name = cursor.text();
  const encoding = cursor.text();
  const data = cursor.bytes();
  return cursor.broken || data === undefined ? undefined : { id, name, encoding, data };
}

export interface ChannelRecord {
  id: number;
  schemaId: number;
  topic: string;
  messageEncoding: string;
}

export function parseChannel(content: Uint8Array): ChannelRecord | undefined {
  const cursor = new Cursor(content);
  const id = cursor.u16();
  const schemaId = cursor.u16();
  const topic = cursor.text();
  const messageEncoding = cursor.text();
  cursor.bytes();
  return cursor.broken ? undefined : { id, schemaId, topic, messageEncoding };
}

/** The metadata of a channel record. */
export function parseChannelMetadata(content: Uint8Array): Record<string, string> {
  const cursor = new Cursor(content);
  cursor.u16();
  cursor.u16();
  cursor.text();
  cursor.text();
  return textsIn(cursor.bytes());
}

/** Header record: profile (e.g. `ros2`) and library of the writer. */
export function parseHeader(content: Uint8Array): { profile: string; library: string } | undefined {
  const cursor = new Cursor(content);
  const profile = cursor.text();
  const library = cursor.text();
  return cursor.broken ? undefined : { profile, library };
}

/** Name and texts of a metadata record. */
export function parseMetadataTexts(content: Uint8Array): { name: string; texts: Record<string, string> } {
  const cursor = new Cursor(content);
  return { name: cursor.text(), texts: textsIn(cursor.bytes()) };
}

/** A map of texts, up to where it is damaged. */
function textsIn(bytes: Uint8Array | undefined): Record<string, string> {
  const entries = new Cursor(bytes ?? new Uint8Array());
  const texts: [string, string][] = [];
  while (!entries.atEnd) {
    const entry: [string, string] = [entries.text(), entries.text()];
    if (entries.broken) break;
    texts.push(entry);
  }
  return Object.fromEntries(texts);
}

/** The name of a metadata record; rosbag2 stores its metadata.yaml, which names the ROS distribution, in one. */
export function parseMetadata(content: Uint8Array): { name: string; rosDistribution: string | undefined } {
  const cursor = new Cursor(content);
  const name = cursor.text();
  const entries = new Cursor(cursor.bytes() ?? new Uint8Array());
  while (!entries.atEnd && !entries.broken) {
    const key = entries.text();
    const value = entries.text();
    if (key === 'serialized_metadata') {
      return { name, rosDistribution: /^\s*ros_distro:\s*(\w+)/m.exec(value)?.[1] };
    }
  }
  return { name, rosDistribution: undefined };
}

export interface AttachmentHead {
  name: string;
  mediaType: string;
  dataBytes: number;
  /** Bytes up to the checksum, which follows the data. */
  summedBytes: number;
}

/**
 * The head of an attachment of `length` bytes: times, name, media type, length of the data; a checksum follows the
 * data, and possibly unknown fields. Undefined if its lengths contradict each other, `beyond` if that cannot be
 * decided from the given bytes.
 */
export function parseAttachmentHead(
  content: Uint8Array,
  length: number,
): AttachmentHead | 'beyond' | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let at = 16;
  for (let i = 0; i < 2; i += 1) {
    if (at + 4 > length) return undefined;
    if (at + 4 > content.byteLength) return 'beyond';
    at += 4 + view.getUint32(at, true);
  }
  if (at + 12 > length) return undefined;
  if (at + 8 > content.byteLength) return 'beyond';
  const dataBytes = u64(view, at);
  const summedBytes = at + 8 + dataBytes;
  if (summedBytes + 4 > length) return undefined;
  const texts = new Cursor(content.subarray(16, at));
  return { name: texts.text(), mediaType: texts.text(), dataBytes, summedBytes };
}

/** Reads length-prefixed fields; `broken` once a length extends beyond the content. */
class Cursor {
  broken = false;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.byteLength;
  }

  u16(): number {
    return this.#take(2) ? this.#view.getUint16(this.#at - 2, true) : 0;
  }

  bytes(): Uint8Array | undefined {
    const length = this.#take(4) ? this.#view.getUint32(this.#at - 4, true) : 0;
    return this.#take(length) ? this.#bytes.subarray(this.#at - length, this.#at) : undefined;
  }

  text(): string {
    const bytes = this.bytes();
    return bytes ? utf8.decode(bytes) : '';
  }

  #take(count: number): boolean {
    if (this.broken || this.#at + count > this.#bytes.byteLength) this.broken = true;
    else this.#at += count;
    return !this.broken;
  }
}

const utf8 = new TextDecoder();

export function u64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}
