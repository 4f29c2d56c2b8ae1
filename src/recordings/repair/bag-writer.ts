import { ByteWriter } from '../convert/mcap/byte-writer.ts';
import { bagOps, text, time, u32, u64, writeBagRecord, writeFields } from './bag-records.ts';
import type { RepairOutput } from './recording-repair.ts';

const magic = '#ROSBAG V2.0\n';
/** The record after the magic is padded to this size, so that it can be overwritten. */
const bagHeaderBytes = 4_096;
/** What `rosbag record` writes. */
const chunkBytes = 768 * 1024;

export interface BagConnection {
  topic: string;
  type: string;
  md5sum: string;
  definition: string;
}

interface Chunk {
  position: number;
  start: bigint;
  end: bigint;
  counts: Map<number, number>;
}

/** Writes a ROS 1 bag (format 2.0) with chunks without compression and their indexes. Memory holds one chunk. */
export class BagWriter {
  messages = 0;
  readonly #output: RepairOutput;
  readonly #connections: BagConnection[] = [];
  #defined = new Set<number>();
  readonly #records = new ByteWriter(chunkBytes + (1 << 16));
  readonly #out = new ByteWriter(chunkBytes + (1 << 16));
  #chunks: Chunk[] = [];
  #index = new Map<number, { timeNs: bigint; offset: number }[]>();
  #position = 0;

  constructor(output: RepairOutput) {
    this.#output = output;
    this.#out.bytes(Buffer.from(magic));
    this.#writeHeader(0);
    this.#flush();
  }

  addConnection(connection: BagConnection): number {
    return this.#connections.push(connection) - 1;
  }

  message(connection: number, timeNs: bigint, data: Uint8Array): void {
    if (!this.#defined.has(connection)) {
      this.#defined.add(connection);
      this.#writeConnection(this.#records, connection);
    }
    const entries = this.#index.get(connection) ?? [];
    if (entries.length === 0) this.#index.set(connection, entries);
    entries.push({ timeNs, offset: this.#records.length });
    writeBagRecord(this.#records, bagOps.message, { conn: u32(connection), time: time(timeNs) }, (out) =>
      out.bytes(data),
    );
    this.messages += 1;
    if (this.#records.length >= chunkBytes) this.#endChunk();
  }

  /** Takes back every message. */
  restart(): void {
    this.#records.clear();
    this.#index.clear();
    this.#defined = new Set();
    this.#chunks = [];
    this.messages = 0;
    this.#position = magic.length + bagHeaderBytes;
    this.#output.truncate(this.#position);
  }

  end(): void {
    this.#endChunk();
    const indexPosition = this.#position;
    for (const connection of this.#defined) this.#writeConnection(this.#out, connection);
    for (const chunk of this.#chunks) this.#writeChunkInfo(chunk);
    this.#flush();
    this.#writeHeader(indexPosition);
    this.#output.rewrite(Uint8Array.from(this.#out.written), magic.length);
    this.#out.clear();
  }

  #writeHeader(indexPosition: number): void {
    const out = this.#out;
    const from = out.length;
    const fields = {
      index_pos: u64(indexPosition),
      conn_count: u32(this.#defined.size),
      chunk_count: u32(this.#chunks.length),
    };
    writeBagRecord(out, bagOps.bagHeader, fields, (padded) => {
      const padding = bagHeaderBytes - (padded.length - from);
      padded.bytes(Buffer.alloc(padding, ' '));
    });
  }

  #writeConnection(out: ByteWriter, id: number): void {
    const { topic, type, md5sum, definition } = this.#connections[id] as BagConnection;
    writeBagRecord(out, bagOps.connection, { conn: u32(id), topic: text(topic) }, () => undefined);
    // The data has the form of a header: its length comes first.
    out.length -= 4;
    writeFields(out, {
      topic: text(topic),
      type: text(type),
      md5sum: text(md5sum),
      message_definition: text(definition),
    });
  }

  #endChunk(): void {
    if (this.#index.size === 0) return;
    const [out, records] = [this.#out, this.#records.written];
    const times = [...this.#index.values()].flat().map(({ timeNs }) => timeNs);
    this.#chunks.push({
      position: this.#position,
      start: times.reduce(earlier),
      end: times.reduce(later),
      counts: new Map([...this.#index].map(([id, entries]) => [id, entries.length])),
    });
    const fields = { compression: text('none'), size: u32(records.byteLength) };
    writeBagRecord(out, bagOps.chunk, fields, () => out.bytes(records));
    for (const [id, entries] of this.#index) {
      writeBagRecord(out, bagOps.index, { ver: u32(1), conn: u32(id), count: u32(entries.length) }, () => {
        for (const { timeNs, offset } of entries) {
          time(timeNs)(out);
          out.u32(offset);
        }
      });
    }
    this.#records.clear();
    this.#index.clear();
    this.#flush();
  }

  #writeChunkInfo({ position, start, end, counts }: Chunk): void {
    const fields = {
      ver: u32(1),
      chunk_pos: u64(position),
      start_time: time(start),
      end_time: time(end),
      count: u32(counts.size),
    };
    writeBagRecord(this.#out, bagOps.chunkInfo, fields, (out) => {
      for (const [id, count] of counts) {
        out.u32(id);
        out.u32(count);
      }
    });
  }

  #flush(): void {
    const bytes = Uint8Array.from(this.#out.written);
    this.#position += bytes.byteLength;
    this.#out.clear();
    this.#output.write(bytes);
  }
}

function earlier(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function later(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}
