import { crc32, zstdCompressSync } from 'node:zlib';
import { McapChunkBuilder, McapRecordBuilder, type McapTypes } from '@mcap/core';

export type Compression = 'zstd' | 'none' | { name: string; compress(bytes: Uint8Array): Uint8Array };

export interface McapWriterOptions {
  compression?: Compression;
  /** Uncompressed bytes per chunk; 0 writes messages without chunks. */
  chunkSize?: number;
  /** Whether to write a checksum over all data, which rosbag2 does not by default. */
  dataCrc?: boolean;
}

interface Totals {
  messages: bigint;
  chunks: number;
  metadata: number;
  start: bigint;
  end: bigint;
  byChannel: Map<number, bigint>;
}

/** Writes an MCAP file into memory synchronously, which the library's own writer cannot. */
export class McapFileWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #record = new McapRecordBuilder();
  readonly #chunk = new McapChunkBuilder({ useMessageIndex: true });
  readonly #schemas: McapTypes.Schema[] = [];
  readonly #channels: McapTypes.Channel[] = [];
  readonly #chunkIndexes: McapTypes.ChunkIndex[] = [];
  readonly #written = new Set<number>();
  readonly #totals: Totals = {
    messages: 0n,
    chunks: 0,
    metadata: 0,
    start: 0n,
    end: 0n,
    byChannel: new Map(),
  };
  readonly #options: McapWriterOptions;
  #length = 0;
  #crc = 0;

  constructor(header: McapTypes.Header, options: McapWriterOptions = {}) {
    this.#options = options;
    this.#record.writeMagic();
    this.#record.writeHeader(header);
    this.#flush();
  }

  metadata(name: string, entries: Record<string, string>): void {
    this.#totals.metadata += 1;
    this.#record.writeMetadata({ name, metadata: new Map(Object.entries(entries)) });
    this.#flush();
  }

  channel(topic: string, messageEncoding: string, schema: Omit<McapTypes.Schema, 'id'>): number {
    const schemaId = this.#schemas.length + 1;
    this.#schemas.push({ ...schema, id: schemaId });
    const id = this.#channels.length;
    this.#channels.push({ id, schemaId, topic, messageEncoding, metadata: new Map() });
    return id;
  }

  message(channelId: number, logTime: bigint, data: Uint8Array): void {
    const { chunkSize = 256 * 1024 } = this.#options;
    const target = chunkSize === 0 ? this.#record : this.#chunk;
    this.#define(channelId, target);
    const sequence = Number(this.#totals.byChannel.get(channelId) ?? 0n) + 1;
    const message = { channelId, sequence, logTime, publishTime: logTime, data };
    if (target === this.#record) target.writeMessage(message);
    else this.#chunk.addMessage(message);
    this.#count(channelId, logTime);
    if (target === this.#record) this.#flush();
    else if (this.#chunk.byteLength >= chunkSize) this.#endChunk();
  }

  end(): Uint8Array {
    this.#endChunk();
    this.#record.writeDataEnd({ dataSectionCrc: this.#options.dataCrc === false ? 0 : this.#crc });
    this.#flush();
    this.#crc = 0;
    const summaryStart = BigInt(this.#length);
    for (const schema of this.#schemas) this.#record.writeSchema(schema);
    for (const channel of this.#channels) this.#record.writeChannel(channel);
    const { messages, chunks, metadata, start, end, byChannel } = this.#totals;
    this.#record.writeStatistics({
      messageCount: messages,
      schemaCount: this.#schemas.length,
      channelCount: this.#channels.length,
      attachmentCount: 0,
      metadataCount: metadata,
      chunkCount: chunks,
      messageStartTime: start,
      messageEndTime: end,
      channelMessageCounts: byChannel,
    });
    for (const index of this.#chunkIndexes) this.#record.writeChunkIndex(index);
    this.#flush();
    this.#record.writeFooter({ summaryStart, summaryOffsetStart: 0n, summaryCrc: 0 });
    // The checksum covers the footer up to itself.
    const summaryCrc = crc32(this.#record.buffer.subarray(0, -4), this.#crc);
    this.#record.reset();
    this.#record.writeFooter({ summaryStart, summaryOffsetStart: 0n, summaryCrc });
    this.#record.writeMagic();
    this.#flush();
    return new Uint8Array(Buffer.concat(this.#parts, this.#length));
  }

  #define(channelId: number, target: McapRecordBuilder | McapChunkBuilder): void {
    if (this.#written.has(channelId)) return;
    this.#written.add(channelId);
    const channel = this.#channels[channelId];
    const schema = channel && this.#schemas[channel.schemaId - 1];
    if (!channel || !schema) throw new Error(`channel ${channelId} was not added`);
    if (target instanceof McapRecordBuilder) {
      target.writeSchema(schema);
      target.writeChannel(channel);
    } else {
      target.addSchema(schema);
      target.addChannel(channel);
    }
  }

  #count(channelId: number, logTime: bigint): void {
    const totals = this.#totals;
    if (totals.messages === 0n || logTime < totals.start) totals.start = logTime;
    if (logTime > totals.end) totals.end = logTime;
    totals.messages += 1n;
    totals.byChannel.set(channelId, (totals.byChannel.get(channelId) ?? 0n) + 1n);
  }

  #endChunk(): void {
    const chunk = this.#chunk;
    if (chunk.numMessages === 0) return;
    const { compression, records } = this.#compress(chunk.buffer);
    const chunkStartOffset = BigInt(this.#length);
    const times = { messageStartTime: chunk.messageStartTime, messageEndTime: chunk.messageEndTime };
    const uncompressedSize = BigInt(chunk.byteLength);
    const chunkLength = this.#record.writeChunk({
      ...times,
      uncompressedSize,
      uncompressedCrc: crc32(chunk.buffer),
      compression,
      records,
    });
    this.#flush();
    const indexStart = BigInt(this.#length);
    const messageIndexOffsets = new Map<number, bigint>();
    for (const index of chunk.indices) {
      messageIndexOffsets.set(index.channelId, BigInt(this.#length + this.#record.length));
      this.#record.writeMessageIndex(index);
    }
    this.#flush();
    this.#chunkIndexes.push({
      ...times,
      chunkStartOffset,
      chunkLength,
      messageIndexOffsets,
      messageIndexLength: BigInt(this.#length) - indexStart,
      compression,
      compressedSize: BigInt(records.byteLength),
      uncompressedSize,
    });
    this.#totals.chunks += 1;
    chunk.reset();
  }

  #compress(bytes: Uint8Array): { compression: string; records: Uint8Array } {
    const { compression = 'zstd' } = this.#options;
    if (compression === 'none') return { compression: '', records: bytes };
    if (compression === 'zstd') return { compression, records: zstdCompressSync(bytes) };
    return { compression: compression.name, records: compression.compress(bytes) };
  }

  #flush(): void {
    const bytes = this.#record.buffer.slice();
    this.#crc = crc32(bytes, this.#crc);
    this.#parts.push(bytes);
    this.#length += bytes.byteLength;
    this.#record.reset();
  }
}
