import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import { TimeHalves } from '../../meaning/can/time-halves.ts';
import { DltHeader, maxMessageBytes, smallestHeader } from '../../meaning/dlt/dlt-header.ts';
import { DltMessages } from '../../meaning/dlt/dlt-messages.ts';
import type { DltRecord } from '../../meaning/dlt/dlt-record.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import {
  type Framing,
  findMessage,
  framingAt,
  framingOf,
  isLaterMark,
  isMark,
  isSecondMark,
  largestStorageHeader,
  laterMessageEnd,
  markSize,
  messageEnd,
  secondFixedSize,
} from './dlt-marks.ts';
import { StoredTime } from './stored-time.ts';

/** What tells the length of a message, in either version. */
const largestBase = 7;
/** The largest message with the headers before and after it. */
const window = largestStorageHeader + maxMessageBytes + largestStorageHeader + largestBase;

/** Walks the messages of a DLT file from the first byte to the last, past any damage. */
export class DltWalk {
  readonly #reader: ByteReader;
  readonly #damage: DamageLog;
  readonly #messages: DltMessages;
  readonly #header = new DltHeader();
  readonly #record: DltRecord;
  readonly #time = new TimeHalves();
  readonly #stored = new StoredTime();
  #framing: Framing = 'marked';

  constructor(source: ByteSource, builder: SummaryBuilder, damage: DamageLog, signal?: AbortSignal) {
    this.#reader = new ByteReader(source, signal);
    this.#damage = damage;
    this.#messages = new DltMessages(builder);
    this.#record = { view: this.#reader.view, at: 0, high: 0, low: 0, offset: 0, ecu: 0 };
  }

  /** Size of the file in bytes; certain after `run`. */
  get size(): number {
    return this.#reader.size;
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    try {
      await reader.fill(detectionBytes);
      this.#framing = framingOf(reader.slice(0, Math.min(reader.available, detectionBytes)));
      this.#header.inHostOrder = this.#framing === 'host order';
      while (await reader.fill(1)) {
        const isLast = !(await reader.fill(window));
        this.#readRun(isLast);
        if (reader.available > 0 && (isLast || reader.available >= window)) await this.#passDamage();
      }
    } finally {
      await reader.close();
    }
  }

  /** Reads messages as long as they follow each other and are completely in the window. */
  #readRun(isLast: boolean): void {
    const reader = this.#reader;
    const { view, end } = reader;
    const framing = this.#framing;
    for (;;) {
      const at = reader.start;
      if (!isLast && end - at < window) return;
      const next = messageEnd(view, at, end, framing);
      if (next < 0 || next > end) return;
      const follows = (next === end && isLast) || isMark(view, next, end, framing);
      // If no message follows, one within this one shows that the length is damaged; otherwise the next is damaged.
      if (!follows && this.#holdsAnother(at, next)) return;
      this.#read(at, next);
      reader.advance(next - at);
      if (!follows) return;
    }
  }

  #holdsAnother(at: number, to: number): boolean {
    const { view, bytes, end } = this.#reader;
    return findMessage(view, bytes, { from: at + markSize, to, end }, this.#framing) >= 0;
  }

  #read(at: number, next: number): void {
    const { view, start, offset } = this.#reader;
    const framing = framingAt(view, at, this.#reader.end, this.#framing);
    const header = this.#header;
    const record = this.#record;
    const from = offset + at - start;
    if (!header.read(view, at + framing, this.#reader.end - at - framing)) {
      this.#damage.add(
        'corrupt',
        from,
        from + next - at,
        'the header of a message is longer than the message',
      );
      return;
    }
    this.#setTime(view, at, framing);
    record.view = view;
    record.at = at + framing;
    record.high = this.#time.high;
    record.low = this.#time.low;
    record.offset = from;
    record.ecu = this.#recorded(view, at, framing);
    if (header.segmented) {
      const end = record.offset + framing + header.length;
      this.#damage.add(
        'unsupported',
        record.offset,
        end,
        'a message in several segments is not put together',
      );
    }
    this.#messages.read(header, record);
  }

  /** The time of storage; without one that of the message. */
  #setTime(view: DataView, at: number, framing: number): void {
    const { version, uptime, utcSeconds, utcNanoseconds } = this.#header;
    const isSecond = framing > markSize && isSecondMark(view, at);
    if (isSecond && this.#stored.read(view, at, this.#time)) return;
    const hasStorage = framing > markSize && !isSecond;
    const seconds = hasStorage ? view.getUint32(at + 4, true) : 0;
    const microseconds = hasStorage ? view.getInt32(at + 8, true) : 0;
    if (seconds !== 0 || microseconds !== 0)
      this.#time.set(seconds, Math.min(999_999, Math.max(0, microseconds)) * 1_000);
    else if (utcSeconds > 0) this.#time.set(utcSeconds, utcNanoseconds);
    // Without a storage time there is only the time since the ECU was switched on.
    else if (uptime > 0) this.#setUptime(uptime);
    // Control messages of version 2 have no time of their own.
    else if (version === 1) this.#time.set(0, 0);
  }

  /** The recorder's name for the ECU; 0 if it has none. */
  #recorded(view: DataView, at: number, framing: number): number {
    if (framing <= markSize) return 0;
    if (!isSecondMark(view, at)) return view.getUint32(at + 12);
    const bytes = this.#reader.slice(
      at + secondFixedSize - this.#reader.start,
      at + framing - this.#reader.start,
    );
    return this.#header.names.numberOf(Buffer.from(bytes).toString('utf8').replace(/\0.*$/s, '').trim());
  }

  #setUptime(uptime: number): void {
    const seconds = Math.floor(uptime / 10_000);
    this.#time.set(seconds, (uptime - seconds * 10_000) * 100_000);
  }

  /** Skips bytes that are not messages of version 1 or 2, and reports them. */
  async #passDamage(): Promise<void> {
    const reader = this.#reader;
    const from = reader.offset;
    const isLater = this.#isLater();
    const cut = !isLater && this.#isCut();
    reader.advance(1);
    while (await reader.fill(1)) {
      const isLast = !(await reader.fill(window));
      const { view, bytes, start, end } = reader;
      const found = findMessage(view, bytes, { from: start, to: end, end }, this.#framing);
      if (found >= 0) {
        reader.advance(found - start);
        break;
      }
      // A message that begins near the end of the window may be recognised when more data is available.
      reader.advance(isLast ? end - start : Math.max(1, end - start - largestStorageHeader - largestBase));
    }
    this.#report(from, isLater, cut);
  }

  #report(from: number, isLater: boolean, cut: boolean): void {
    const to = this.#reader.offset;
    if (isLater) {
      this.#damage.add('unsupported', from, to, 'a message is of another version of DLT than 1 or 2');
    } else if (cut && this.#reader.remaining === 0) {
      this.#damage.add('truncated', from, to, 'the recording ends in the middle of a message');
    } else {
      this.#damage.add('corrupt', from, to, 'there is no valid message');
    }
  }

  /** A later version of the storage header, or of the message after the storage header if another one follows. */
  #isLater(): boolean {
    const { view, start, end } = this.#reader;
    if (isLaterMark(view, start, end)) return true;
    const next = laterMessageEnd(view, start, end);
    if (next < 0 || next > end) return false;
    return next === end || isMark(view, next, end, 'marked');
  }

  /** Whether the bytes here are the beginning of a message that the file does not contain completely. */
  #isCut(): boolean {
    const { view, bytes, start, end } = this.#reader;
    const next = messageEnd(view, start, end, this.#framing);
    if (next >= 0) return next > end;
    if (this.#framing === 'bare') return end - start < smallestHeader;
    const here = Buffer.from(bytes.subarray(start, Math.min(end, start + markSize))).toString('latin1');
    const begins = ['DLT\x01', 'DLT\x02'].some((mark) => mark.startsWith(here));
    return begins && end - start < largestStorageHeader + 26;
  }
}
