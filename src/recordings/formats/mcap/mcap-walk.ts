import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { Channels, type Definitions } from './channels.ts';
import { isExtendedRecord } from './extended-record.ts';
import { laterRecord } from './later-record.ts';
import { cutRecord, isMagic, isPlausibleRecord, judgedBytes } from './plausible.ts';
import { readAttachment } from './read-attachment.ts';
import { chunkHeadAt, readChunk, readCutChunk } from './read-chunk.ts';
import { readLooseMessage, readMessagesInWindow } from './read-loose-messages.ts';
import {
  magic,
  opcodes,
  parseChannel,
  parseHeader,
  parseMetadata,
  parseSchema,
  recordHeaderSize,
  u64,
} from './records.ts';
import { resync } from './resync.ts';
import { UnsummedChunks } from './unsummed-chunks.ts';
import type { WalkContext } from './walk-context.ts';

interface WalkOptions extends ReadOptions {
  builder: SummaryBuilder;
  damage: DamageLog;
  /** Whether there is a checksum over all data to verify. */
  checksData: boolean;
  preset?: Definitions | undefined;
}

/** Metadata records are listed among the attachments; no media type is registered for their maps of text. */
const metadataType = 'mcap/metadata';

/** Header, schema, channel, metadata, statistics: larger ones are implausible. */
const maxSmallRecord = 4 * 2 ** 20;

/** Walks the records of an MCAP file from the first byte to the last, past any damage. */
export class McapWalk {
  readonly #reader: ByteReader;
  readonly #options: WalkOptions;
  readonly #context: WalkContext;
  #late: Definitions | undefined;
  /** Messages of preceding recordings in a file of several concatenated ones. */
  #countedBefore = 0;
  #end: 'open' | 'footer' | 'closed' | 'reported' = 'open';
  /** False once bytes were lost since the last magic: checksums over whole sections are then meaningless. */
  #intact = true;
  readonly #later = new PassedOver();

  constructor(source: ByteSource, options: WalkOptions) {
    this.#reader = new ByteReader(source, options.signal, { crc: options.checksData });
    this.#options = options;
    this.#context = {
      reader: this.#reader,
      source,
      channels: new Channels(options.builder, options.databases, this.#later, options.preset),
      limits: options.limits,
      damaged: (...damage) => this.#damaged(...damage),
      unsummed: new UnsummedChunks(),
    };
  }

  get #channels(): Channels {
    return this.#context.channels;
  }

  /** Definitions that came only after messages that needed them. */
  get late(): Definitions | undefined {
    return this.#late ?? this.#channels.late;
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    try {
      await reader.fill(Math.min(reader.size, magic.length));
      const begins = isMagic(reader, 0);
      reader.advance(Math.min(reader.available, magic.length));
      if (!begins) this.#damaged('corrupt', 0, reader.offset, 'the mark that begins an MCAP is damaged');
      while (reader.remaining > 0) {
        if (readMessagesInWindow(this.#context)) this.#end = 'open';
        await this.#step();
      }
      const { builder } = this.#options;
      this.#later.report('MCAP', builder, { timeNs: builder.endNs, topic: '' });
      if (this.#end === 'open' || this.#end === 'footer') {
        this.#damaged('truncated', reader.size, reader.size, 'the recording ends without its closing index');
      }
    } finally {
      await reader.close();
    }
  }

  async #step(): Promise<void> {
    const reader = this.#reader;
    await reader.fill(Math.min(reader.remaining, judgedBytes));
    if (reader.remaining === 0) return;
    await this.#knowWhetherItFits();
    if (isMagic(reader, 0)) return this.#passMagic();
    if (!isPlausibleRecord(reader, 0) && !(await isExtendedRecord(this.#context))) return this.#recover();
    this.#end = 'open';
    const opcode = reader.u8(0);
    const length = reader.u64(1);
    switch (opcode) {
      case opcodes.chunk:
        return this.#chunk(length);
      case opcodes.message:
        return readLooseMessage(this.#context, length);
      case opcodes.attachment:
        if (!(await readAttachment(this.#context, length, this.#options.builder))) await this.#recover();
        return;
      case opcodes.header:
      case opcodes.schema:
      case opcodes.channel:
      case opcodes.metadata:
      case opcodes.statistics:
      case opcodes.dataEnd:
      case opcodes.footer:
        return this.#small(opcode, length);
      default:
        if (opcode > opcodes.dataEnd) this.#later.count(laterRecord(opcode));
        return reader.skip(recordHeaderSize + length);
    }
  }

  /** If the size is unknown, the record here, or the end of the file, is read into the window. */
  async #knowWhetherItFits(): Promise<void> {
    const reader = this.#reader;
    if (reader.sizeKnown || reader.available < recordHeaderSize) return;
    const length = reader.u64(1);
    if (length <= this.#options.limits.maxRecordBytes) await reader.fill(recordHeaderSize + length);
  }

  #damaged(...damage: Parameters<DamageLog['add']>): void {
    this.#intact = false;
    this.#options.damage.add(...damage);
  }

  /** The closing magic after a footer, or the opening one of an appended recording. */
  #passMagic(): void {
    const reader = this.#reader;
    const at = reader.offset;
    if (this.#end === 'footer') {
      this.#end = 'closed';
      reader.advance(magic.length);
      return;
    }
    this.#damaged('corrupt', at, at, 'a second recording begins in the same file');
    this.#late ??= this.#channels.late;
    this.#context.channels = new Channels(this.#options.builder, this.#options.databases, this.#later);
    this.#countedBefore = this.#options.builder.messageCount;
    this.#end = 'open';
    this.#intact = true;
    reader.resetCrc();
    this.#context.unsummed.reset(reader);
    reader.advance(magic.length);
  }

  #chunk(length: number): Promise<void> {
    const head = chunkHeadAt(this.#reader, length);
    return head ? readChunk(this.#context, head, length) : this.#recover();
  }

  async #small(opcode: number, length: number): Promise<void> {
    const reader = this.#reader;
    const { builder } = this.#options;
    if (length > maxSmallRecord && opcode === opcodes.metadata) return reader.skip(recordHeaderSize + length);
    if (length > maxSmallRecord) {
      const end = reader.offset + recordHeaderSize + length;
      this.#damaged('corrupt', reader.offset, end, `a definition claims ${length} bytes`);
      return reader.skip(recordHeaderSize + length);
    }
    await reader.fill(recordHeaderSize + length);
    const content = reader.slice(recordHeaderSize, recordHeaderSize + length);
    const pass = () => this.#channels.record?.(reader.slice(0, recordHeaderSize + length));
    switch (opcode) {
      case opcodes.header: {
        pass();
        const header = parseHeader(content);
        if (header?.library) builder.version('recorder', header.library);
        if (header?.profile) builder.version('profile', header.profile);
        break;
      }
      case opcodes.schema: {
        const schema = parseSchema(content);
        if (!schema) return this.#recover();
        this.#channels.addSchema(schema);
        pass();
        break;
      }
      case opcodes.channel: {
        const channel = parseChannel(content);
        if (!channel) return this.#recover();
        this.#channels.addChannel(channel);
        pass();
        break;
      }
      case opcodes.metadata: {
        const { name, rosDistribution } = parseMetadata(content);
        if (rosDistribution) builder.version('ros_distro', rosDistribution);
        builder.attachment({ name, media_type: metadataType, size_bytes: length, offset: reader.offset });
        pass();
        break;
      }
      case opcodes.statistics:
        this.#compareCount(u64(new DataView(content.buffer, content.byteOffset, content.byteLength), 0));
        break;
      case opcodes.dataEnd: {
        const expected = reader.u32(recordHeaderSize);
        if (!this.#context.unsummed.explains(expected, reader))
          this.#compareCrc(expected, reader.crc(), 'all data');
        reader.advance(recordHeaderSize + length);
        return reader.resetCrc();
      }
      default: {
        // It covers the summary section and the footer up to itself.
        const covered = recordHeaderSize + 16;
        this.#compareCrc(reader.u32(covered), reader.crc(covered), 'the index');
        this.#end = 'footer';
      }
    }
    reader.advance(recordHeaderSize + length);
  }

  /** Detects damage that no checksum covers, such as a chunk whose opcode was overwritten. */
  #compareCount(expected: number): void {
    const found = this.#options.builder.messageCount - this.#countedBefore;
    if (!this.#intact || expected === found) return;
    const at = this.#reader.offset;
    this.#damaged('corrupt', at, at, `the index counts ${expected} messages where ${found} were found`);
  }

  /** `expected` is 0 if the writer stored none. */
  #compareCrc(expected: number, found: number, of: string): void {
    if (!this.#intact || expected === 0 || expected === found) return;
    const at = this.#reader.offset;
    this.#damaged(
      'corrupt',
      at,
      at,
      `the checksum over ${of} does not match, though each record can be read`,
    );
  }

  /** The bytes here are not a record. Continues at the next one, if any, and reports the bytes in between. */
  async #recover(): Promise<void> {
    const reader = this.#reader;
    const start = reader.offset;
    if (await readCutChunk(this.#context)) {
      this.#end = 'reported';
      return;
    }
    const cut = cutRecord(reader, this.#options.limits.maxRecordBytes);
    reader.advance(Math.min(1, reader.available));
    const found = await resync(reader, this.#channels.knows);
    if (!found && cut) {
      this.#damaged('truncated', start, reader.size, `the recording ends in the middle of ${cut}`);
      this.#end = 'reported';
      return;
    }
    this.#damaged('corrupt', start, reader.offset, 'the bytes are no valid record');
    if (!found) this.#end = 'reported';
  }
}
