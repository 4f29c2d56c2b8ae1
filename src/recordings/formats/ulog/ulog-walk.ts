import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { MessageSink } from '../../messages/message-sink.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { ClockKind } from '../../summary/file-summary.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { laterMessageEnd, provenRun, startsRun } from './message-run.ts';
import {
  fileHeaderSize,
  isEncrypted,
  isKnownType,
  magic,
  maybeLaterType,
  messageHeaderSize,
  types,
} from './messages.ts';
import { isPlausibleMessage, provesMessage } from './plausible.ts';
import { startOf } from './start-time.ts';
import { UlogContent } from './ulog-content.ts';

interface WalkOptions extends ReadOptions {
  builder: SummaryBuilder;
  damage: DamageLog;
}

/** The largest possible message: a 16-bit size and its header. */
const maxMessage = 65_535 + messageHeaderSize;

/** Maximum size of such a run. */
const runBytes = (provenRun + 1) * maxMessage;

/** Walks the messages of a ULog file from the first byte to the last, past any damage. */
export class UlogWalk {
  /** Undefined if only the times themselves can show it. */
  clock: ClockKind | undefined = 'boot';
  isEncrypted = false;
  readonly #reader: ByteReader;
  readonly #damage: DamageLog;
  readonly #record: MessageSink['record'];
  readonly #content: UlogContent;

  constructor(source: ByteSource, { builder, damage, signal, messages }: WalkOptions) {
    this.#record = messages?.record?.bind(messages);
    this.#reader = new ByteReader(source, signal);
    this.#damage = damage;
    this.#content = new UlogContent(builder, this.#reader);
  }

  /** Unknown features that the log requires of its readers: then nothing was read. */
  get unknownFlags(): string {
    return this.#content.unknownFlags;
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    try {
      if (!(await reader.fill(fileHeaderSize))) {
        this.#damage.add('truncated', 0, reader.size, 'the recording ends in its header');
        return;
      }
      const head = reader.slice(0, fileHeaderSize);
      this.isEncrypted = isEncrypted(head);
      if (this.isEncrypted) return;
      const begins = startsWith(head, magic);
      if (!begins) this.#damage.add('corrupt', 0, magic.length, 'the mark that begins a ULog is damaged');
      const start = startOf(reader.u64(8));
      this.clock = start.clock;
      this.#content.startAt(start.us);
      this.#record?.(head);
      reader.advance(fileHeaderSize);
      while (reader.remaining > 0 && this.unknownFlags === '') {
        if (reader.available < runBytes && reader.available < reader.remaining) {
          await reader.fill(Math.min(reader.remaining, runBytes));
        }
        if (!this.#readData() && reader.remaining > 0 && !this.#step()) await this.#recover();
      }
      this.#content.report();
    } finally {
      await reader.close();
    }
  }

  /**
   * Reads data that matches its definition, as nearly all messages are, as far as the window suffices: as `#step` would, without
   * asking of each message what else it could be. False if there was none.
   */
  #readData(): boolean {
    const reader = this.#reader;
    const { view, end } = reader;
    const first = reader.start;
    const limit = first + Math.min(this.#section(), reader.available);
    const last = reader.available === reader.remaining ? limit : end - runBytes;
    while (reader.start <= last && reader.start + messageHeaderSize + 2 <= limit) {
      const size = view.getUint16(reader.start, true);
      const content = reader.start + messageHeaderSize;
      if (view.getUint8(content - 1) !== types.data || size < 2 || content + size > limit) break;
      if (!this.#content.subscriptions.fits(view.getUint16(content, true), size - 2)) break;
      this.#content.readData(view, content, size, end, reader.offset);
      this.#pass(messageHeaderSize + size);
    }
    return reader.start > first;
  }

  /** Hands over the record at the reader's position, and advances behind it. */
  #pass(bytes: number): void {
    this.#record?.(this.#reader.slice(0, bytes));
    this.#reader.advance(bytes);
  }

  /** Reads the message at the reader's position; false if it is invalid. */
  #step(): boolean {
    const reader = this.#reader;
    if (!this.#isPlausible(0)) return this.#passLater();
    const size = reader.u16(0);
    const type = reader.u8(2);
    const content = messageHeaderSize;
    if (type === types.data && !this.#content.subscriptions.fits(reader.u16(content), size - 2)) {
      if (this.#passWrongLength(reader.u16(content))) return true;
      // Either this message or its definition is damaged: in the latter case others follow it.
      const next = content + size;
      if (next !== reader.remaining && !this.#startsRun(next, 1)) return false;
      if (this.#passFirstUndefined(reader.u16(content), next)) return true;
    }
    if (type === types.data) {
      this.#content.readData(reader.view, reader.start + content, size, reader.end, reader.offset);
    } else if (!this.#content.read(type, reader.slice(content, content + size))) {
      return false;
    }
    this.#pass(content + size);
    return true;
  }

  /**
   * Skips a message of a type that a later version may have added, if known messages follow it. False if the type of
   * a data message was damaged, as its content shows.
   */
  #passLater(): boolean {
    const reader = this.#reader;
    if (this.#laterEnd(0) < 0) return false;
    const size = reader.u16(0);
    if (size >= 2 && this.#content.subscriptions.fits(reader.u16(messageHeaderSize), size - 2)) return false;
    let next = 0;
    for (let end = this.#laterEnd(0); end >= 0; end = this.#laterEnd(next)) next = end;
    const follows = this.#isPlausible(next) && provesMessage(reader, next, this.#knowsData);
    if (next !== this.#section() && !follows) return false;
    this.#content.passedOver.count(`message of type ${String.fromCharCode(reader.u8(2))}`);
    this.#pass(messageHeaderSize + size);
    return true;
  }

  #laterEnd(at: number): number {
    return laterMessageEnd(this.#reader, at, this.#section());
  }

  /** If messages continue at the length that the definition requires, the stated length is damaged. */
  #passWrongLength(id: number): boolean {
    const defined = this.#content.subscriptions.sizeOf(id);
    if (defined === undefined) return false;
    const next = messageHeaderSize + 2 + defined;
    if (next > this.#section() || !this.#startsRun(next, 1)) return false;
    const { offset } = this.#reader;
    this.#damage.add('corrupt', offset, offset + next, 'a message has a wrong length');
    this.#reader.advance(next);
    return true;
  }

  /**
   * The first data of an id that matches no definition may be another message whose type was damaged: it is reported
   * and skipped. Further data with the same id is counted.
   */
  #passFirstUndefined(id: number, bytes: number): boolean {
    if (!this.#content.subscriptions.noteUndefined(id)) return false;
    const { offset } = this.#reader;
    this.#damage.add('corrupt', offset, offset + bytes, 'there is data whose definition is lost or damaged');
    this.#reader.advance(bytes);
    return true;
  }

  /** Bytes up to the next place where appended data begins, or to the end. */
  #section(): number {
    const { offset, remaining } = this.#reader;
    const { appendedAt } = this.#content;
    if (appendedAt.length === 0) return remaining;
    const next = appendedAt.find((at) => at > offset);
    return next === undefined ? remaining : Math.min(remaining, next - offset);
  }

  #isPlausible(at: number): boolean {
    return isPlausibleMessage(this.#reader, at, this.#section());
  }

  #knowsData = (id: number, size: number): boolean => this.#content.subscriptions.expects(id, size);

  /** Searches byte by byte for a run of plausible messages, and reports the bytes in between. */
  async #recover(): Promise<void> {
    const reader = this.#reader;
    const start = reader.offset;
    const section = this.#section();
    if (section < reader.remaining && this.#isCut(section)) {
      // The crash after which data was appended truncated this message; that is not damage of the file.
      await reader.skip(section);
      return;
    }
    const cut = section === reader.remaining && this.#isCut(section);
    reader.advance(1);
    while (reader.remaining > 0) {
      await reader.fill(Math.min(reader.remaining, runBytes));
      const last = Math.max(0, reader.available - (provenRun - 1) * maxMessage);
      const limit = reader.available === reader.remaining ? reader.available : last;
      for (let at = 0; at < limit; at += 1) {
        if (!this.#isPlausible(at) || !provesMessage(reader, at, this.#knowsData)) continue;
        if (!this.#startsRun(at)) continue;
        reader.advance(at);
        this.#damage.add('corrupt', start, reader.offset, 'the bytes are no valid message');
        return;
      }
      reader.advance(limit);
    }
    const what = cut ? 'the recording ends in the middle of a message' : 'the bytes are no valid message';
    this.#damage.add(cut ? 'truncated' : 'corrupt', start, reader.size, what);
  }

  /** Whether the section ends before the message here does. */
  #isCut(section: number): boolean {
    const reader = this.#reader;
    if (section < messageHeaderSize) return true;
    const type = reader.u8(2);
    return (isKnownType(type) || maybeLaterType(type)) && messageHeaderSize + reader.u16(0) > section;
  }

  #startsRun(start: number, before = 0): boolean {
    return startsRun(this.#reader, start, this.#section(), before);
  }
}
