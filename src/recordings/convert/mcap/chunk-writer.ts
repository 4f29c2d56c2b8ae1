import { constants, zstdCompressSync } from 'node:zlib';
import { crc32 } from '../../bytes/crc32.ts';
import { release } from '../../bytes/unpack/release.ts';
import { opcodes, recordHeaderSize } from '../../formats/mcap/records.ts';
import { ByteWriter } from './byte-writer.ts';
import { writeRecord } from './mcap-records.ts';

/** The fastest level: a tenth larger than the default one, at a third of its time. */
const zstdLevel = 1;

/** Message index entries: log time and offset. */
const indexEntryBytes = 16;

/** Where in a message record the log time is: after channel and sequence. */
const logTimeAt = recordHeaderSize + 2 + 4;

/** What a chunk index says of a written chunk, besides where it is. */
export interface ChunkIndexEntry {
  start: bigint;
  end: bigint;
  compression: string;
  compressedBytes: number;
  uncompressedBytes: number;
  /** By channel: the offset of its message index, from the end of the chunk record. */
  indexOffsets: Map<number, number>;
  indexBytes: number;
  chunkBytes: number;
}

/** Into one buffer, where Node would make a list of 16 KiB ones: RFC 8878, 3.1.1: a block adds 3 bytes to at most 128 KiB. */
function compress(records: Uint8Array): Buffer<ArrayBuffer> {
  return zstdCompressSync(records, {
    params: { [constants.ZSTD_c_compressionLevel]: zstdLevel },
    chunkSize: records.byteLength + (records.byteLength >> 8) + 1_024,
  });
}

/** The records of the chunk that is being filled, and its message indexes. */
export class ChunkWriter {
  readonly records: ByteWriter;
  /** By channel: where its messages begin in the records. */
  readonly #offsets = new Map<number, number[]>();
  #start = 0n;
  #end = 0n;
  #messages = 0;

  constructor(capacity: number) {
    this.records = new ByteWriter(capacity);
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  message(channel: number, sequence: number, logTime: bigint, publishTime: bigint, data: Uint8Array): void {
    const { records } = this;
    if (this.#messages === 0 || logTime < this.#start) this.#start = logTime;
    if (this.#messages === 0 || logTime > this.#end) this.#end = logTime;
    this.#messages += 1;
    let offsets = this.#offsets.get(channel);
    if (!offsets) {
      offsets = [];
      this.#offsets.set(channel, offsets);
    }
    offsets.push(records.length);
    records.u8(opcodes.message);
    records.u64(22 + data.byteLength);
    records.u16(channel);
    records.u32(sequence);
    records.bigU64(logTime);
    records.bigU64(publishTime);
    records.bytes(data);
  }

  /** Writes the chunk and its message indexes to `out`, and begins the next. */
  finish(out: ByteWriter): ChunkIndexEntry {
    const records = this.records.written;
    const packed = compress(records);
    const isSmaller = packed.byteLength < records.byteLength;
    const compression = isSmaller ? 'zstd' : '';
    const stored = isSmaller ? packed : records;
    const compressedBytes = stored.byteLength;
    const chunkAt = out.length;
    writeRecord(out, opcodes.chunk, () => {
      out.bigU64(this.#start);
      out.bigU64(this.#end);
      out.u64(records.byteLength);
      out.u32(crc32(records));
      out.text(compression);
      out.u64(stored.byteLength);
      out.bytes(stored);
    });
    release(packed);
    const indexAt = out.length;
    const indexOffsets = new Map<number, number>();
    for (const [channel, offsets] of this.#offsets) {
      indexOffsets.set(channel, out.length - indexAt);
      writeRecord(out, opcodes.messageIndex, () => {
        out.u16(channel);
        out.u32(offsets.length * indexEntryBytes);
        for (const offset of offsets) {
          out.bytes(records.subarray(offset + logTimeAt, offset + logTimeAt + 8));
          out.u64(offset);
        }
      });
    }
    const entry = {
      start: this.#start,
      end: this.#end,
      compression,
      compressedBytes,
      uncompressedBytes: records.byteLength,
      indexOffsets,
      indexBytes: out.length - indexAt,
      chunkBytes: indexAt - chunkAt,
    };
    this.clear();
    return entry;
  }

  clear(): void {
    this.records.clear();
    this.#offsets.clear();
    this.#messages = 0;
    this.#start = 0n;
    this.#end = 0n;
  }
}
