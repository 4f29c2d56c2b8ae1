import { md5sum } from './md5sum.ts';

export interface BagWriterOptions {
  compression?: 'none' | { name: 'lz4' | 'bz2'; compress(bytes: Uint8Array): Uint8Array };
  /** Uncompressed bytes per chunk; 0 writes messages without chunks. */
  chunkSize?: number;
  /** False leaves the bag as during recording: without an index at its end. */
  closed?: boolean;
  /** Fields for the header of the bag, such as the encryptor. */
  headerFields?: Record<string, string>;
}

export interface BagConnection {
  topic: string;
  type: string;
  definition: string;
  /** That of the definition by default. */
  md5sum?: string;
  callerId?: string;
  latching?: boolean;
}

/** A chunk record in the file. */
export interface WrittenChunk {
  start: number;
  /** Excluded. */
  end: number;
  messages: number;
}

interface Entry {
  time: bigint;
  offset: number;
}

const op = { message: 2, bagHeader: 3, indexData: 4, chunk: 5, chunkInfo: 6, connection: 7 };
const magic = Buffer.from('#ROSBAG V2.0\n');

/** Writes a ROS 1 bag (https://wiki.ros.org/Bags/Format/2.0) into memory. */
export class BagFileWriter {
  readonly chunks: WrittenChunk[] = [];
  readonly #options: BagWriterOptions;
  readonly #connections: BagConnection[] = [];
  readonly #parts: Uint8Array[] = [];
  readonly #infos: Uint8Array[] = [];
  #length = 0;
  #chunk: Uint8Array[] = [];
  #chunkBytes = 0;
  #written = new Set<number>();
  #entries = new Map<number, Entry[]>();

  constructor(options: BagWriterOptions = {}) {
    this.#options = options;
    this.#put(magic, this.#bagHeader(0, 0, 0));
  }

  connection(connection: BagConnection): number {
    return this.#connections.push(connection) - 1;
  }

  /** `time` in nanoseconds since 1970. */
  message(id: number, time: bigint, data: Uint8Array): void {
    const connection = this.#connections[id];
    if (!connection) throw new Error(`connection ${id} was not added`);
    if (!this.#written.has(id)) this.#add(connectionRecord(id, connection));
    this.#written.add(id);
    const entries = this.#entries.get(id) ?? [];
    entries.push({ time, offset: this.#chunkBytes });
    this.#entries.set(id, entries);
    this.#add(record({ conn: u32(id), op: u8(op.message), time: rosTime(time) }, data));
    const { chunkSize = 768 * 1024 } = this.#options;
    if (chunkSize === 0) this.#flushLoose();
    else if (this.#chunkBytes >= chunkSize) this.#endChunk();
  }

  /** A record with an op that this version of the format does not define, in the current chunk or after it. */
  later(opcode: number, data: Uint8Array, inChunk: boolean): void {
    const bytes = record({ op: u8(opcode), ver: u32(1), what: Buffer.from('later') }, data);
    if (!inChunk) this.#endChunk();
    if (inChunk) this.#add(bytes);
    else this.#put(bytes);
  }

  end(): Uint8Array {
    this.#endChunk();
    if (this.#options.closed === false) return this.#bytes();
    const indexPosition = this.#length;
    for (const [id, connection] of this.#connections.entries()) this.#put(connectionRecord(id, connection));
    this.#put(...this.#infos);
    this.#parts[1] = this.#bagHeader(indexPosition, this.#connections.length, this.#infos.length);
    return this.#bytes();
  }

  #bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts, this.#length));
  }

  /** Padded to 4096 bytes, so that it can be rewritten when the bag is closed. */
  #bagHeader(indexPosition: number, connections: number, chunks: number): Uint8Array {
    const texts = Object.entries(this.#options.headerFields ?? {});
    const fields = {
      index_pos: u64(BigInt(indexPosition)),
      conn_count: u32(connections),
      chunk_count: u32(chunks),
      op: u8(op.bagHeader),
      ...Object.fromEntries(texts.map(([name, text]) => [name, Buffer.from(text)])),
    };
    const padding = 4096 - record(fields, new Uint8Array()).byteLength;
    return record(fields, Buffer.alloc(padding, ' '));
  }

  #add(bytes: Uint8Array): void {
    this.#chunk.push(bytes);
    this.#chunkBytes += bytes.byteLength;
  }

  #flushLoose(): void {
    const start = this.#length;
    this.#put(...this.#chunk);
    this.chunks.push({ start, end: this.#length, messages: 1 });
    this.#chunk = [];
    this.#entries.clear();
  }

  #endChunk(): void {
    if (this.#chunk.length === 0) return;
    const { compression = 'none' } = this.#options;
    const start = this.#length;
    const records = Buffer.concat(this.#chunk);
    const packed = compression === 'none' ? records : compression.compress(records);
    const name = compression === 'none' ? compression : compression.name;
    const head = { compression: Buffer.from(name), op: u8(op.chunk), size: u32(records.byteLength) };
    this.#put(record(head, packed));
    const all = [...this.#entries.values()].flat();
    this.chunks.push({ start, end: this.#length, messages: all.length });
    for (const [id, entries] of this.#entries) this.#put(indexRecord(id, entries));
    this.#infos.push(chunkInfo(start, this.#entries));
    this.#chunk = [];
    this.#chunkBytes = 0;
    // Each chunk defines the connections that it is the first to use.
    this.#entries = new Map();
  }

  #put(...parts: Uint8Array[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.byteLength;
    }
  }
}

function connectionRecord(id: number, connection: BagConnection): Uint8Array {
  const { topic, type, definition, callerId = '/samples', latching = false } = connection;
  const data = fieldsOf({
    topic: Buffer.from(topic),
    type: Buffer.from(type),
    md5sum: Buffer.from(connection.md5sum ?? md5sum(definition)),
    message_definition: Buffer.from(definition),
    callerid: Buffer.from(callerId),
    ...(latching ? { latching: Buffer.from('1') } : {}),
  });
  return record({ conn: u32(id), op: u8(op.connection), topic: Buffer.from(topic) }, data);
}

function indexRecord(id: number, entries: Entry[]): Uint8Array {
  const head = { conn: u32(id), count: u32(entries.length), op: u8(op.indexData), ver: u32(1) };
  return record(head, Buffer.concat(entries.flatMap(({ time, offset }) => [rosTime(time), u32(offset)])));
}

function chunkInfo(start: number, entries: Map<number, Entry[]>): Uint8Array {
  const times = [...entries.values()].flat().map(({ time }) => time);
  const [first = 0n, last = first] = [times.toSorted(ascending)[0], times.toSorted(ascending).at(-1)];
  const head = {
    chunk_pos: u64(BigInt(start)),
    count: u32(entries.size),
    end_time: rosTime(last),
    op: u8(op.chunkInfo),
    start_time: rosTime(first),
    ver: u32(1),
  };
  return record(head, Buffer.concat([...entries].flatMap(([id, { length }]) => [u32(id), u32(length)])));
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

function record(head: Record<string, Uint8Array>, data: Uint8Array): Uint8Array {
  const fields = fieldsOf(head);
  return Buffer.concat([u32(fields.byteLength), fields, u32(data.byteLength), data]);
}

function fieldsOf(fields: Record<string, Uint8Array>): Uint8Array {
  return Buffer.concat(
    Object.entries(fields).flatMap(([name, value]) => [
      u32(name.length + 1 + value.byteLength),
      Buffer.from(`${name}=`),
      value,
    ]),
  );
}

function rosTime(time: bigint): Uint8Array {
  return Buffer.concat([u32(Number(time / 1_000_000_000n)), u32(Number(time % 1_000_000_000n))]);
}

function u8(value: number): Uint8Array {
  return Uint8Array.of(value);
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}
