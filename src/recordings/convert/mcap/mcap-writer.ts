import { crc32 } from '../../bytes/crc32.ts';
import { magic, opcodes } from '../../formats/mcap/records.ts';
import { ByteWriter } from './byte-writer.ts';
import { type ChunkIndexEntry, ChunkWriter } from './chunk-writer.ts';
import {
  type McapChannel,
  type McapSchema,
  writeChannel,
  writeRecord,
  writeSchema,
  writeTexts,
} from './mcap-records.ts';

export interface McapHeader {
  /** `ros1`, `ros2` or empty (https://mcap.dev/spec/registry, "Well-known profiles"). */
  profile: string;
  library: string;
}

/** Where the file goes, synchronously: readers hand over messages without waiting. */
export interface McapOutput {
  /** @param bytes valid only during the call. */
  write(bytes: Uint8Array): void;
  /** Takes back what was written beyond the first `size` bytes. */
  truncate(size: number): void;
}

export interface McapMessage {
  channel: number;
  /** Nanoseconds. */
  logTime: bigint;
  publishTime?: bigint | undefined;
  sequence?: number | undefined;
  data: Uint8Array;
}

export interface McapAttachment {
  name: string;
  mediaType: string;
  /** When it was recorded, in nanoseconds. */
  time: bigint;
  /** When it was made. */
  created?: bigint | undefined;
  data: Uint8Array;
}

/** Uncompressed bytes of a chunk: a reader of one moment decompresses one or two. */
const chunkBytes = 1 << 20;

/** Identifiers of channels and schemas have 16 bits; schema 0 is none. */
const mostIds = 65_535;

/**
 * Writes an MCAP 0 file in one pass: compressed chunks with their message indexes, summary, checksums
 * (https://mcap.dev/spec). In memory are one chunk and, until the end, an index entry for each chunk before. Messages
 * may come in any order: readers sort by the indexes.
 *
 * `@mcap/core`'s own writer does the same through promises and 64-bit integers of JavaScript; see docs/decisions.
 */
export class McapWriter {
  /** Messages written so far. */
  messages = 0;
  readonly #output: McapOutput;
  readonly #out = new ByteWriter(2 * chunkBytes);
  readonly #chunk = new ChunkWriter(chunkBytes + (1 << 16));
  readonly #schemas: McapSchema[] = [];
  readonly #channels: { record: McapChannel; messages: number; isWritten: boolean }[] = [];
  #writtenSchemas = new Set<number>();
  readonly #chunkIndexes = new ByteWriter(1 << 12);
  readonly #metadataIndexes = new ByteWriter(1 << 8);
  readonly #attachmentIndexes = new ByteWriter(1 << 8);
  #metadata = 0;
  #attachments = 0;
  #chunks = 0;
  #start: bigint | undefined;
  #end = 0n;
  #position = 0;
  #crc = 0;

  constructor(header: McapHeader, output: McapOutput) {
    this.#output = output;
    this.#out.bytes(magic);
    writeRecord(this.#out, opcodes.header, () => {
      this.#out.text(header.profile);
      this.#out.text(header.library);
    });
    this.#flush();
  }

  /** Undefined if the file has as many schemas as MCAP allows. */
  addSchema(schema: McapSchema): number | undefined {
    if (this.#schemas.length >= mostIds) return undefined;
    return this.#schemas.push(schema);
  }

  /** Undefined if the file has as many channels as MCAP allows. */
  addChannel(record: McapChannel): number | undefined {
    if (this.#channels.length > mostIds) return undefined;
    return this.#channels.push({ record, messages: 0, isWritten: false }) - 1;
  }

  message({ channel, logTime, publishTime = logTime, sequence, data }: McapMessage): void {
    const entry = this.#channels[channel];
    if (!entry) throw new RangeError(`channel ${channel} was not added`);
    if (!entry.isWritten) this.#define(channel, entry.record);
    entry.isWritten = true;
    this.#chunk.message(channel, sequence ?? entry.messages % 2 ** 32, logTime, publishTime, data);
    entry.messages += 1;
    this.messages += 1;
    if (this.#start === undefined || logTime < this.#start) this.#start = logTime;
    if (logTime > this.#end) this.#end = logTime;
    if (this.#chunk.records.length >= chunkBytes) this.#endChunk();
  }

  metadata(name: string, texts: Readonly<Record<string, string>>): void {
    this.#endChunk();
    writeRecord(this.#out, opcodes.metadata, () => {
      this.#out.text(name);
      writeTexts(this.#out, texts);
    });
    const length = this.#out.length;
    writeRecord(this.#metadataIndexes, opcodes.metadataIndex, () => {
      this.#metadataIndexes.u64(this.#position);
      this.#metadataIndexes.u64(length);
      this.#metadataIndexes.text(name);
    });
    this.#metadata += 1;
    this.#flush();
  }

  /** `time` and `created` in nanoseconds; `created` is the time unless another one is given. */
  attachment(attachment: McapAttachment): void {
    this.#endChunk();
    const { name, mediaType, time, created = time, data } = attachment;
    writeRecord(this.#out, opcodes.attachment, () => {
      const from = this.#out.length;
      this.#out.bigU64(time);
      this.#out.bigU64(created);
      this.#out.text(name);
      this.#out.text(mediaType);
      this.#out.u64(data.byteLength);
      this.#out.bytes(data);
      this.#out.u32(crc32(this.#out.written.subarray(from)));
    });
    const length = this.#out.length;
    writeRecord(this.#attachmentIndexes, opcodes.attachmentIndex, () => {
      this.#attachmentIndexes.u64(this.#position);
      this.#attachmentIndexes.u64(length);
      this.#attachmentIndexes.bigU64(time);
      this.#attachmentIndexes.bigU64(created);
      this.#attachmentIndexes.u64(data.byteLength);
      this.#attachmentIndexes.text(name);
      this.#attachmentIndexes.text(mediaType);
    });
    this.#attachments += 1;
    this.#flush();
  }

  /** Bytes written so far; those of the chunk that is being filled come later. */
  get position(): number {
    return this.#position;
  }

  /** Ends the chunk; the returned function takes back every message since. Channels stay. */
  checkpoint(): () => void {
    this.#endChunk();
    const [position, crc, chunks, messages] = [this.#position, this.#crc, this.#chunks, this.messages];
    const [start, end, indexed] = [this.#start, this.#end, this.#chunkIndexes.length];
    const counts = this.#channels.map(({ messages: count, isWritten }) => ({ messages: count, isWritten }));
    const defined = new Set(this.#writtenSchemas);
    return () => {
      this.#chunk.clear();
      this.#output.truncate(position);
      [this.#position, this.#crc, this.#chunks, this.messages] = [position, crc, chunks, messages];
      [this.#start, this.#end, this.#chunkIndexes.length] = [start, end, indexed];
      for (const [id, channel] of this.#channels.entries()) {
        Object.assign(channel, counts[id] ?? { messages: 0, isWritten: false });
      }
      this.#writtenSchemas = new Set(defined);
    };
  }

  /** Channels without messages stand in the summary too. */
  end(): void {
    this.#endChunk();
    writeRecord(this.#out, opcodes.dataEnd, () => this.#out.u32(this.#crc));
    this.#flush();
    const summaryStart = this.#position;
    this.#crc = 0;
    const groups: { opcode: number; start: number; bytes: number }[] = [];
    const group = (opcode: number, write: () => void) => {
      const start = this.#position + this.#out.length;
      write();
      const bytes = this.#position + this.#out.length - start;
      if (bytes > 0) groups.push({ opcode, start, bytes });
    };
    group(opcodes.schema, () => {
      for (const [index, schema] of this.#schemas.entries()) writeSchema(this.#out, index + 1, schema);
    });
    group(opcodes.channel, () => {
      for (const [id, { record }] of this.#channels.entries()) writeChannel(this.#out, id, record);
    });
    group(opcodes.statistics, () => this.#writeStatistics());
    group(opcodes.chunkIndex, () => this.#out.bytes(this.#chunkIndexes.written));
    group(opcodes.attachmentIndex, () => this.#out.bytes(this.#attachmentIndexes.written));
    group(opcodes.metadataIndex, () => this.#out.bytes(this.#metadataIndexes.written));
    const offsetsStart = this.#position + this.#out.length;
    for (const { opcode, start, bytes } of groups) {
      writeRecord(this.#out, opcodes.summaryOffset, () => {
        this.#out.u8(opcode);
        this.#out.u64(start);
        this.#out.u64(bytes);
      });
    }
    writeRecord(this.#out, opcodes.footer, () => {
      this.#out.u64(summaryStart);
      this.#out.u64(offsetsStart);
      // The checksum covers the footer up to itself.
      this.#out.u32(0);
    });
    const at = this.#out.length - 4;
    this.#out.setU32(at, crc32(this.#out.written.subarray(0, at)));
    this.#out.bytes(magic);
    this.#flush();
  }

  #writeStatistics(): void {
    const out = this.#out;
    writeRecord(out, opcodes.statistics, () => {
      out.u64(this.messages);
      out.u16(this.#schemas.length);
      out.u32(this.#channels.length);
      out.u32(this.#attachments);
      out.u32(this.#metadata);
      out.u32(this.#chunks);
      out.bigU64(this.#start ?? 0n);
      out.bigU64(this.#end);
      const used = [...this.#channels.entries()].filter(([, { messages }]) => messages > 0);
      out.u32(used.length * 10);
      for (const [id, { messages }] of used) {
        out.u16(id);
        out.u64(messages);
      }
    });
  }

  #define(id: number, channel: McapChannel): void {
    const schema = this.#schemas[channel.schemaId - 1];
    if (schema && !this.#writtenSchemas.has(channel.schemaId)) {
      this.#writtenSchemas.add(channel.schemaId);
      writeSchema(this.#chunk.records, channel.schemaId, schema);
    }
    writeChannel(this.#chunk.records, id, channel);
  }

  #endChunk(): void {
    if (this.#chunk.isEmpty) return;
    const start = this.#position;
    this.#indexChunk(this.#chunk.finish(this.#out), start);
    this.#chunks += 1;
    this.#flush();
  }

  #indexChunk(entry: ChunkIndexEntry, chunkStart: number): void {
    const out = this.#chunkIndexes;
    writeRecord(out, opcodes.chunkIndex, () => {
      out.bigU64(entry.start);
      out.bigU64(entry.end);
      out.u64(chunkStart);
      out.u64(entry.chunkBytes);
      out.u32(entry.indexOffsets.size * 10);
      for (const [channel, offset] of entry.indexOffsets) {
        out.u16(channel);
        out.u64(chunkStart + entry.chunkBytes + offset);
      }
      out.u64(entry.indexBytes);
      out.text(entry.compression);
      out.u64(entry.compressedBytes);
      out.u64(entry.uncompressedBytes);
    });
  }

  #flush(): void {
    const bytes = this.#out.written;
    this.#crc = crc32(bytes, this.#crc);
    this.#position += bytes.byteLength;
    this.#output.write(bytes);
    this.#out.clear();
  }
}
