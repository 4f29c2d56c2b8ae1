import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { parseChannel, parseIndex } from './channel-definitions.ts';
import { beginsBody, LaterContent } from './later-content.ts';
import type { RecordedChannels } from './recorded-channels.ts';
import {
  headerRoomBytes,
  isSection,
  parseHeader,
  type Section,
  sectionAt,
  sectionHeadBytes,
  sectionTypes,
} from './section.ts';
import { beginsMessage, emptyMessage, isMessage, messageHeadBytes, readMessage } from './single-message.ts';

/** Bytes that are searched at a time after damage. */
const searchBytes = 1 << 18;

interface WalkContext {
  damage: DamageLog;
  channels: RecordedChannels;
  passedOver: PassedOver;
}

/** Walks the sections of a record and the messages of its chunks, from the first byte to the last, past any damage. */
export class CyberWalk {
  readonly #reader: ByteReader;
  readonly #damage: DamageLog;
  readonly #channels: RecordedChannels;
  readonly #limits: ReadOptions['limits'];
  readonly #later: LaterContent;
  readonly #message = emptyMessage();
  /** Where the current chunk ends; Infinity after damage, where only its messages show it. */
  #bodyEnd = 0;
  #isComplete = true;
  #hasIndex = false;

  constructor(
    source: ByteSource,
    { damage, channels, passedOver, limits, signal }: WalkContext & Pick<ReadOptions, 'limits' | 'signal'>,
  ) {
    this.#reader = new ByteReader(source, signal);
    this.#damage = damage;
    this.#channels = channels;
    this.#limits = limits;
    this.#later = new LaterContent(this.#reader, limits, passedOver);
  }

  /** Size of the file in bytes; certain after `run`. */
  get size(): number {
    return this.#reader.size;
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    try {
      await this.#readHeader();
      while (reader.available > 0 || (await reader.fill(1))) {
        if (this.#readHeld()) continue;
        const isRead = reader.offset < this.#bodyEnd ? await this.#readMessage() : await this.#readSection();
        if (!isRead) await this.#passDamage();
      }
    } finally {
      await reader.close();
    }
    // The header is written again when the record is closed, and the index in front of that.
    if (!this.#isComplete && !this.#hasIndex)
      this.#damage.add('truncated', reader.size, reader.size, 'the record was not closed: it has no index');
  }

  async #readHeader(): Promise<void> {
    const reader = this.#reader;
    const room = sectionHeadBytes + headerRoomBytes;
    await reader.fill(room);
    const size = Math.min(room, reader.available);
    const section = size < sectionHeadBytes ? undefined : sectionAt(reader.view, reader.start);
    const end = sectionHeadBytes + Math.min(section?.size ?? 0, headerRoomBytes);
    const header =
      section?.type === sectionTypes.header ? parseHeader(reader.slice(sectionHeadBytes, end)) : undefined;
    if (header) this.#isComplete = header.isComplete;
    else this.#damage.add('corrupt', 0, size, 'the header of the record is damaged');
    reader.advance(size);
  }

  /** False if there is no section. */
  async #readSection(): Promise<boolean> {
    const reader = this.#reader;
    if (!(await reader.fill(sectionHeadBytes))) return false;
    const section = sectionAt(reader.view, reader.start);
    if (!section) return await this.#later.passSection();
    if (section.type === sectionTypes.header) return false;
    const end = sectionHeadBytes + section.size;
    if (section.type === sectionTypes.chunkBody) {
      await reader.fill(sectionHeadBytes + messageHeadBytes);
      if (section.size > 0 && !beginsBody(reader.bytes, reader.start + sectionHeadBytes, reader.end))
        return false;
      this.#bodyEnd = reader.offset + end;
      reader.advance(sectionHeadBytes);
      return true;
    }
    if (section.size > this.#limits.maxRecordBytes || !(await reader.fill(end))) return false;
    this.#readDefinitions(section, end);
    reader.advance(end);
    return true;
  }

  #readDefinitions({ type }: Section, end: number): void {
    const { bytes, start, offset } = this.#reader;
    if (type === sectionTypes.channel) {
      const channel = parseChannel(bytes, start + sectionHeadBytes, start + end);
      if (channel) this.#channels.define(channel);
      else this.#damage.add('corrupt', offset, offset + end, 'a channel is damaged');
    } else if (type === sectionTypes.index) {
      this.#hasIndex = true;
      for (const channel of parseIndex(bytes, start + sectionHeadBytes, start + end))
        this.#channels.define(channel);
    }
  }

  /** Reads messages as long as they and the heads behind them are in the window; false if there is none. */
  #readHeld(): boolean {
    const reader = this.#reader;
    const message = this.#message;
    let isAny = false;
    while (reader.offset < this.#bodyEnd && reader.available > 2 * messageHeadBytes) {
      if (!readMessage(message, reader.bytes, reader.start, reader.end)) break;
      if (message.size + messageHeadBytes > reader.available || !this.#isWhole()) break;
      this.#take(true);
      reader.advance(message.size);
      isAny = true;
    }
    return isAny;
  }

  /** False if there is no message, or not all of it. */
  async #readMessage(): Promise<boolean> {
    const reader = this.#reader;
    const message = this.#message;
    await reader.fill(messageHeadBytes);
    if (!readMessage(message, reader.bytes, reader.start, reader.end))
      return await this.#later.passField(this.#bodyEnd);
    const isHeld = message.size <= this.#limits.maxDecodedBytes;
    if (isHeld) {
      // With the head of the next one; the window may move.
      await reader.fill(message.size + messageHeadBytes);
      readMessage(message, reader.bytes, reader.start, reader.end);
    }
    if (!this.#isWhole()) return false;
    this.#take(isHeld);
    await reader.skip(message.size);
    return true;
  }

  /** Whether the current message ends within its chunk, and something follows it as far as that is visible. */
  #isWhole(): boolean {
    const { offset, size: fileSize, available } = this.#reader;
    const { size } = this.#message;
    if (offset + size > Math.min(this.#bodyEnd, fileSize)) return false;
    return available < size || this.#isFollowed(size);
  }

  /** Counts the current message, and interprets it if it is in the window. */
  #take(isHeld: boolean): void {
    const { bytes, offset } = this.#reader;
    const { high, low, start, length, nameStart, nameLength } = this.#message;
    const { tracker, handle, handOver, name } = this.#channels.find(bytes, nameStart, nameLength);
    tracker.add(high, low, length, offset);
    if (!handle && !handOver) return;
    const timeNs = nanoseconds(high, low);
    handOver?.(timeNs, offset, isHeld ? bytes.subarray(start, start + length) : undefined);
    if (isHeld) handle?.(bytes, start, start + length, { timeNs, high, low, topic: name, offset });
  }

  /** Whether a message, a section, or the end of the chunk is behind this message of `size` bytes. */
  #isFollowed(size: number): boolean {
    const { bytes, start, end, view, remaining, offset } = this.#reader;
    const next = start + size;
    if (offset + size === this.#bodyEnd || next >= end || beginsMessage(bytes, next, end)) return true;
    if (next + sectionHeadBytes < end && isSection(view, next, remaining - size)) return true;
    // Either the next message is damaged, or this one's length: then another begins inside it.
    return this.#find(start + 1, next) < 0;
  }

  /** Searches for the next section or message, and reports the bytes in between. */
  async #passDamage(): Promise<void> {
    const reader = this.#reader;
    const from = reader.offset;
    const isCut = await this.#isCut();
    reader.advance(1);
    while (await reader.fill(1)) {
      const isLast = !(await reader.fill(searchBytes));
      const { start, end } = reader;
      const found = this.#find(start, end);
      if (found >= 0) {
        reader.advance(found - start);
        this.#damage.add('corrupt', from, reader.offset, 'the bytes are no part of a record');
        const atSection = this.#isSectionAt(found);
        if (atSection) this.#bodyEnd = 0;
        else if (reader.offset >= this.#bodyEnd) this.#bodyEnd = Number.POSITIVE_INFINITY;
        return;
      }
      reader.advance(isLast ? end - start : Math.max(1, end - start - messageHeadBytes));
    }
    const kind = isCut ? 'truncated' : 'corrupt';
    const what = isCut ? 'the recording ends in the middle of a chunk' : 'the bytes are no part of a record';
    this.#damage.add(kind, from, reader.size, what);
  }

  /** The first section or message from `from` to `to` of the bytes; or -1. */
  #find(from: number, to: number): number {
    const { bytes, end } = this.#reader;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] as number;
      if (
        byte === 0x0a
          ? isMessage(bytes, at, end)
          : byte > 0 && byte <= sectionTypes.channel && this.#isSectionAt(at)
      )
        return at;
    }
    return -1;
  }

  #isSectionAt(at: number): boolean {
    const { view, start, end, remaining } = this.#reader;
    return at + sectionHeadBytes < end && isSection(view, at, remaining - (at - start));
  }

  /** Whether what begins here extends beyond the end of the file. */
  async #isCut(): Promise<boolean> {
    const reader = this.#reader;
    await reader.fill(messageHeadBytes);
    const { bytes, view, start, end, available, remaining, sizeKnown } = reader;
    if (reader.offset < this.#bodyEnd) {
      if (readMessage(this.#message, bytes, start, end)) return this.#message.size > remaining;
      return sizeKnown && available === remaining && available < messageHeadBytes;
    }
    if (available < sectionHeadBytes) return true;
    const section = sectionAt(view, start);
    return section !== undefined && section.size + sectionHeadBytes > remaining;
  }
}
