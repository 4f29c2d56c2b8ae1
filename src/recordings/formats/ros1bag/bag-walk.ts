import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { type ChannelDefinition, ChannelTable } from '../../meaning/interpret/channel-table.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { BagIndex } from './bag-index.ts';
import { readPackedChunk } from './packed-chunk.ts';
import { laterRecord } from './read-packed-records.ts';
import { readRecords } from './read-records.ts';
import { magic, maxHeaderBytes, ops, RecordHead } from './records.ts';
import { endsAtRecord, findBelievable, isMagic, judgedBytes, resync } from './resync.ts';
import { skipGapBeforeIndex } from './skip-gap-before-index.ts';

interface WalkOptions extends ReadOptions {
  builder: SummaryBuilder;
  damage: DamageLog;
  preset?: ReadonlyMap<number, ChannelDefinition> | undefined;
}

/** The header of a bag is padded to 4096 bytes, so that it can be written again in place. */
const maxBagHeader = 64 * 1024;

/**
 * Walks the records of a bag from the first byte to the last, past any damage; needs no index. The records of an
 * uncompressed chunk are read individually, so that damage inside costs a message; a compressed one is decompressed
 * as a whole.
 */
export class BagWalk {
  /** The plugin that encrypted the bag, if one did: nothing else was read. */
  encryptor = '';
  readonly #reader: ByteReader;
  readonly #options: WalkOptions;
  readonly #head = new RecordHead();
  #index = new BagIndex();
  #connections: ChannelTable;
  #late: ReadonlyMap<number, ChannelDefinition> | undefined;
  #bags = 1;
  /** Whether the bag has compressed chunks. */
  #packed = false;
  /** The chunk that was entered last; `end` is 0 outside of it. */
  #chunk = { start: 0, end: 0 };
  /** False once bytes were lost since the last chunk began: counts are then meaningless. */
  #intact = true;
  #endReported = false;
  readonly #later = new PassedOver();

  constructor(source: ByteSource, options: WalkOptions) {
    this.#reader = new ByteReader(source, options.signal);
    this.#options = options;
    this.#connections = new ChannelTable(options.builder, 'connection', options.databases, options.preset);
  }

  /** Connections of the first bag in the file that were defined only after messages that needed them. */
  get late(): ReadonlyMap<number, ChannelDefinition> | undefined {
    return this.#late ?? (this.#bags === 1 ? this.#connections.late : undefined);
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    try {
      await reader.fill(Math.min(reader.size, magic.length));
      if (!isMagic(reader, 0)) this.#damaged('corrupt', 0, magic.length, 'the first bytes are damaged');
      reader.advance(Math.min(reader.available, magic.length));
      while (reader.remaining > 0 && this.encryptor === '') {
        this.#readWindow();
        await this.#step();
      }
      this.#judgeEnd();
      const { builder } = this.#options;
      this.#later.report('ROS 1 bag', builder, { timeNs: builder.endNs, topic: '' });
    } finally {
      await reader.close();
    }
  }

  /** The messages that are completely in the window: no await for them. */
  #readWindow(): void {
    const { bytes, view, start, end, offset, available, remaining } = this.#reader;
    const inChunk = this.#chunk.end > offset ? this.#chunk.end - offset : Number.POSITIVE_INFINITY;
    const to = Math.min(end, start + inChunk);
    const last = to < end || available === remaining;
    const span = { bytes, view, from: start, to, last, offset: offset - start, packed: false };
    const stopped = readRecords(span, this.#connections, this.#options.limits);
    this.#reader.advance(stopped - start);
  }

  async #step(): Promise<void> {
    const reader = this.#reader;
    const head = this.#head;
    await reader.fill(Math.min(reader.remaining, judgedBytes));
    if (reader.remaining === 0) return;
    if (reader.offset === this.#chunk.end) this.#chunk.end = 0;
    if (isMagic(reader, 0)) return this.#passMagic();
    if (!head.read(reader.bytes, reader.view, reader.start, reader.end)) {
      return (await this.#passLater()) ? undefined : this.#recover();
    }
    const total = head.headBytes + head.dataBytes;
    if (head.op === ops.message || head.op === ops.connection) return this.#single(total);
    this.#leaveChunk();
    switch (head.op) {
      case ops.chunk:
        return this.#beginChunk(total);
      case ops.bagHeader:
        return this.#bagHeader(total);
      case ops.indexData:
        this.#compareCount();
        break;
      case ops.chunkInfo:
        this.#index.chunkInfo();
        break;
    }
    return total > reader.remaining ? this.#cut('the index') : reader.skip(total);
  }

  /** Skips a record of a kind that a later version may have added, if records continue after it. */
  async #passLater(): Promise<boolean> {
    const reader = this.#reader;
    const head = this.#head;
    if (!head.readLater(reader.bytes, reader.view, reader.start, reader.end)) return false;
    const { op } = head;
    const total = head.headBytes + head.dataBytes;
    if (total > this.#options.limits.maxRecordBytes || !(await endsAtRecord(reader, total))) return false;
    this.#later.count(laterRecord(op));
    reader.advance(total);
    if (reader.offset === this.#chunk.end) this.#chunk.end = 0;
    return true;
  }

  #damaged(...damage: Parameters<DamageLog['add']>): void {
    this.#intact = false;
    this.#options.damage.add(...damage);
  }

  #passMagic(): void {
    const { offset } = this.#reader;
    this.#leaveChunk();
    this.#damaged('corrupt', offset, offset, 'a second bag begins in the same file');
    this.#late = this.late;
    this.#bags += 1;
    this.#connections = new ChannelTable(this.#options.builder, 'connection', this.#options.databases);
    this.#index = new BagIndex();
    this.#packed = false;
    this.#reader.advance(magic.length);
  }

  async #bagHeader(total: number): Promise<void> {
    const reader = this.#reader;
    const { indexPos, chunkCount } = this.#head;
    const encryptor = this.#head.encryptor(reader.bytes);
    if (total > reader.remaining) return this.#cut('its header');
    // The header itself is complete even if the length of its padding is wrong.
    this.#index.promise(indexPos, chunkCount);
    if (encryptor !== '' && encryptor !== 'rosbag/NoEncryptor' && this.#options.builder.messageCount === 0)
      this.encryptor = encryptor;
    if (total > maxBagHeader) return this.#recover();
    if (!(await endsAtRecord(reader, total))) {
      const within = await findBelievable(reader, 1, total, this.#packed);
      if (within !== undefined) return this.#lose(within, 'the header of the bag has a wrong length');
    }
    reader.advance(total);
  }

  /** A record inside a chunk, or of a bag without chunks; its bytes may not be available yet. */
  async #single(total: number): Promise<void> {
    const reader = this.#reader;
    const { limits } = this.#options;
    if (total > reader.remaining) return this.#cut('a message');
    if (total > limits.maxRecordBytes) return this.#large(total);
    if (!(await endsAtRecord(reader, total))) {
      // If no record follows, and one begins inside, the length is damaged.
      const within = await findBelievable(reader, 1, total, this.#packed);
      if (within !== undefined) return this.#lose(within, 'a message has a wrong length');
    }
    const { bytes, view, start, offset } = reader;
    const span = { bytes, view, from: start, to: start + total, last: true, packed: false };
    const stopped = readRecords({ ...span, offset: offset - start }, this.#connections, limits);
    return stopped === start ? this.#recover() : reader.advance(total);
  }

  /** A message too large to be held in memory is counted, if its chunk is large enough for it. */
  async #large(total: number): Promise<void> {
    const reader = this.#reader;
    const head = this.#head;
    if (head.op !== ops.message || reader.offset + total > this.#chunk.end) return this.#recover();
    const connection = this.#connections.get(head.conn);
    head.splitTime();
    connection.tracker.add(head.timeHigh, head.timeLow, head.dataBytes, reader.offset);
    this.#intact = false;
    return reader.skip(total);
  }

  async #beginChunk(total: number): Promise<void> {
    const reader = this.#reader;
    const compression = this.#head.compression(reader.bytes);
    this.#connections.chunk += 1;
    this.#intact = true;
    if (compression === 'none') {
      this.#chunk = { start: reader.offset, end: reader.offset + total };
      return reader.advance(this.#head.headBytes);
    }
    this.#packed ||= compression === 'lz4' || compression === 'bz2';
    const context = {
      reader,
      connections: this.#connections,
      limits: this.#options.limits,
      later: this.#later,
      damaged: (...damage: Parameters<DamageLog['add']>) => this.#damaged(...damage),
    };
    const { size, headBytes } = this.#head;
    if (await readPackedChunk(context, { compression, size, headBytes, total })) this.#endReported = true;
  }

  /** The end of a chunk is known twice: by its length, and by what follows it. */
  #leaveChunk(): void {
    const { start, end } = this.#chunk;
    this.#chunk.end = 0;
    if (end === 0 || !this.#intact) return;
    this.#damaged('corrupt', start, start, 'a chunk has a wrong length');
  }

  /** Detects what nothing else reveals, such as a message whose connection was damaged. */
  #compareCount(): void {
    const { conn, count } = this.#head;
    const found = this.#connections.countInChunk(conn);
    if (!this.#intact || found === undefined || count === found) return;
    const at = this.#reader.offset;
    const what = `the index of a chunk counts ${count} messages of a connection where ${found} were found`;
    this.#damaged('corrupt', at, at, what);
  }

  /** Skips bytes that are not a record, up to where one begins. */
  #lose(count: number, what: string): void {
    const start = this.#reader.offset;
    this.#reader.advance(count);
    this.#damaged('corrupt', start, this.#reader.offset, what);
  }

  /** The record here extends beyond the end of the file, or claims to. */
  async #cut(of: string): Promise<void> {
    const reader = this.#reader;
    const start = reader.offset;
    reader.advance(1);
    if (await resync(reader, this.#packed))
      return this.#damaged('corrupt', start, reader.offset, 'a record has a wrong length');
    this.#damaged('truncated', start, reader.size, `the recording ends in the middle of ${of}`);
    this.#endReported = true;
  }

  /** The bytes here are not a record. Continues at the next one, if any, and reports the bytes in between. */
  async #recover(): Promise<void> {
    const reader = this.#reader;
    const start = reader.offset;
    const index = this.#index.position(this.#connections.chunk);
    if (this.#chunk.end === 0 && (await skipGapBeforeIndex(reader, index))) return;
    const mayBeCut = reader.remaining < 8 || reader.u32(0) + 8 > reader.remaining;
    const short = reader.remaining <= maxHeaderBytes && mayBeCut;
    reader.advance(1);
    const found = await resync(reader, this.#packed);
    if (!found) this.#endReported = true;
    if (!found && short)
      return this.#damaged('truncated', start, reader.size, 'the recording ends in the middle of a record');
    this.#damaged('corrupt', start, reader.offset, 'the bytes are no valid record');
  }

  #judgeEnd(): void {
    const { size } = this.#reader;
    if (this.#endReported || this.encryptor !== '') return;
    const lack = this.#chunk.end > size ? 'the recording ends in the middle of a chunk' : this.#index.lack();
    if (lack) this.#damaged('truncated', size, size, lack);
  }
}
