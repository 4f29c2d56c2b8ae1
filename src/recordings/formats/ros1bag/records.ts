import { latin1 } from '../text/ascii.ts';

/** Records of ROS bags, version 2.0 (https://wiki.ros.org/Bags/Format/2.0). */

export const magic = Buffer.from('#ROSBAG V2.0\n', 'latin1');

export const ops = {
  message: 2,
  bagHeader: 3,
  indexData: 4,
  chunk: 5,
  chunkInfo: 6,
  connection: 7,
} as const;

/** A record's header holds a few short fields; a topic's name is the longest of them. */
export const maxHeaderBytes = 64 * 1024 - 1;

/** Writers use up to five; a bound keeps the search for records linear. */
const maxFields = 32;

/** One bit for each known field. */
const has = {
  op: 1,
  conn: 2,
  time: 4,
  ver: 8,
  count: 16,
  chunkPos: 32,
  compression: 64,
  size: 128,
  topic: 256,
  indexPos: 512,
  connCount: 1024,
  chunkCount: 2048,
  encryptor: 4096,
} as const;

/** By op: the fields that a record must have. */
const required: Record<number, number> = {
  [ops.message]: has.conn | has.time,
  [ops.bagHeader]: has.indexPos | has.connCount | has.chunkCount,
  [ops.indexData]: has.ver | has.conn | has.count,
  [ops.chunk]: has.compression | has.size,
  [ops.chunkInfo]: has.ver | has.chunkPos | has.count,
  [ops.connection]: has.conn | has.topic,
};

const fields: { name: string; bit: number; bytes?: number }[] = [
  { name: 'op', bit: has.op, bytes: 1 },
  { name: 'conn', bit: has.conn, bytes: 4 },
  { name: 'time', bit: has.time, bytes: 8 },
  { name: 'ver', bit: has.ver, bytes: 4 },
  { name: 'count', bit: has.count, bytes: 4 },
  { name: 'chunk_pos', bit: has.chunkPos, bytes: 8 },
  { name: 'compression', bit: has.compression },
  { name: 'size', bit: has.size, bytes: 4 },
  { name: 'topic', bit: has.topic },
  { name: 'index_pos', bit: has.indexPos, bytes: 8 },
  { name: 'conn_count', bit: has.connCount, bytes: 4 },
  { name: 'chunk_count', bit: has.chunkCount, bytes: 4 },
  { name: 'encryptor', bit: has.encryptor },
];

const two32 = 2 ** 32;

/** The content of a record's header; one object is reused for every record. */
export class RecordHead {
  op = 0;
  conn = 0;
  /** Time of a message: seconds and nanoseconds. */
  sec = 0;
  nsec = 0;
  /** The same in halves of a 64-bit count of nanoseconds, once `splitTime` was called. */
  timeHigh = 0;
  timeLow = 0;
  /** Number of messages in an index; number of connections in a chunk info. */
  count = 0;
  /** Decompressed bytes of a chunk. */
  size = 0;
  indexPos = 0;
  connCount = 0;
  chunkCount = 0;
  /** Bytes before the data: the header and the two lengths. */
  headBytes = 0;
  dataBytes = 0;
  #bits = 0;
  #compressionAt = 0;
  #compressionEnd = 0;
  #topicAt = 0;
  #topicEnd = 0;
  #encryptorAt = 0;
  #encryptorEnd = 0;

  /**
   * Reads the header at `at`. False if it is invalid, or does not end before `end`: its fields must fill it exactly,
   * and those required by its op must be present. The data is not examined.
   */
  read(bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
    if (!this.#readFields(bytes, view, at, end)) return false;
    const asked = required[this.op];
    return asked !== undefined && (this.#bits & asked) === asked && this.#fits();
  }

  /** The same for a record with an unknown op, as a later version of the format may have added. */
  readLater(bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
    return this.#readFields(bytes, view, at, end) && required[this.op] === undefined;
  }

  #readFields(bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
    if (end - at < 8) return false;
    const length = view.getUint32(at, true);
    const stop = at + 4 + length;
    if (length > maxHeaderBytes || stop + 4 > end) return false;
    this.#bits = 0;
    let count = 0;
    for (let field = at + 4; field < stop; count += 1) {
      if (stop - field < 4 || count === maxFields) return false;
      const next = field + 4 + view.getUint32(field, true);
      if (next > stop || !this.#field(bytes, view, field + 4, next)) return false;
      field = next;
    }
    this.headBytes = length + 8;
    this.dataBytes = view.getUint32(stop, true);
    return (this.#bits & has.op) !== 0;
  }

  /** A product of 62 bits without BigInt: 16 bits of the seconds at a time stay exact. */
  splitTime(): void {
    const upper = (this.sec >>> 16) * 1e9;
    const lower = (upper % 65_536) * 65_536 + (this.sec & 0xffff) * 1e9 + this.nsec;
    this.timeHigh = Math.floor(upper / 65_536) + Math.floor(lower / two32);
    this.timeLow = lower % two32;
  }

  compression(bytes: Uint8Array): string {
    return latin1(bytes, this.#compressionAt, this.#compressionEnd);
  }

  topic(bytes: Uint8Array): string {
    return Buffer.from(bytes.subarray(this.#topicAt, this.#topicEnd)).toString('utf8');
  }

  /** Empty if there is none. */
  encryptor(bytes: Uint8Array): string {
    if ((this.#bits & has.encryptor) === 0) return '';
    return latin1(bytes, this.#encryptorAt, this.#encryptorEnd);
  }

  /** The three fields of a message are recognised by their first letters, everything else by the table. */
  #field(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    const length = to - from;
    if (length === 4 && bytes[from] === 0x6f && bytes[from + 1] === 0x70 && bytes[from + 2] === 0x3d) {
      this.op = bytes[from + 3] as number;
      this.#bits |= has.op;
      return true;
    }
    if (length === 9 && view.getUint32(from, true) === 0x6e6e6f63 && bytes[from + 4] === 0x3d) {
      this.conn = view.getUint32(from + 5, true);
      this.#bits |= has.conn;
      return true;
    }
    if (length === 13 && view.getUint32(from, true) === 0x656d6974 && bytes[from + 4] === 0x3d) {
      this.sec = view.getUint32(from + 5, true);
      this.nsec = view.getUint32(from + 9, true);
      this.#bits |= has.time;
      return true;
    }
    return this.#rareField(bytes, view, from, to);
  }

  #rareField(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    const equals = bytes.subarray(from, to).indexOf(0x3d);
    if (equals < 1) return false;
    const name = latin1(bytes, from, from + Math.min(equals, 32));
    const field = fields.find((each) => each.name === name);
    // Unknown fields are skipped, as the specification requires.
    if (!field) return true;
    const at = from + equals + 1;
    if (field.bytes !== undefined && to - at !== field.bytes) return false;
    this.#bits |= field.bit;
    if (field.bit === has.count) this.count = view.getUint32(at, true);
    else if (field.bit === has.size) this.size = view.getUint32(at, true);
    else if (field.bit === has.connCount) this.connCount = view.getUint32(at, true);
    else if (field.bit === has.chunkCount) this.chunkCount = view.getUint32(at, true);
    else if (field.bit === has.indexPos)
      this.indexPos = view.getUint32(at, true) + view.getUint32(at + 4, true) * two32;
    else if (field.bit === has.compression) [this.#compressionAt, this.#compressionEnd] = [at, to];
    else if (field.bit === has.topic) [this.#topicAt, this.#topicEnd] = [at, to];
    else if (field.bit === has.encryptor) [this.#encryptorAt, this.#encryptorEnd] = [at, to];
    return true;
  }

  /** The length of an index's data follows from its header. */
  #fits(): boolean {
    if (this.op === ops.indexData) return this.dataBytes === this.count * 12;
    if (this.op === ops.chunkInfo) return this.dataBytes === this.count * 8;
    return true;
  }
}

/** The text fields of a connection's data; undefined if the fields do not fill it exactly. */
export function parseConnectionData(data: Uint8Array): Map<string, Uint8Array> | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < data.byteLength; ) {
    if (data.byteLength - at < 4) return undefined;
    const end = at + 4 + view.getUint32(at, true);
    if (end > data.byteLength) return undefined;
    const field = data.subarray(at + 4, end);
    const equals = field.indexOf(0x3d);
    if (equals < 1) return undefined;
    if (found.size < 64)
      found.set(Buffer.from(field.subarray(0, Math.min(equals, 64))).toString(), field.subarray(equals + 1));
    at = end;
  }
  return found;
}
