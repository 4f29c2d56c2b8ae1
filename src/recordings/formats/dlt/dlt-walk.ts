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
  isBareStream,
  isLaterMark,
  isMark,
  laterMessageEnd,
  markSize,
  messageEnd,
  storageHeaderSize,
} from './dlt-marks.ts';

/** The largest message with the headers before and after it. */
const window = storageHeaderSize + maxMessageBytes + storageHeaderSize + smallestHeader;

/** Walks the messages of a DLT file from the first byte to the last, past any damage. */
export class DltWalk {
  readonly #reader: ByteReader;
  readonly #damage: DamageLog;
  readonly #messages: DltMessages;
  readonly #header = new DltHeader();
  readonly #record: DltRecord;
  readonly #time = new TimeHalves();
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
      if (isBareStream(reader.slice(0, Math.min(reader.available, detectionBytes)))) this.#framing = 'bare';
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
      this.#read(at);
      reader.advance(next - at);
      if (!follows) return;
    }
  }

  #holdsAnother(at: number, to: number): boolean {
    const { view, bytes, end } = this.#reader;
    return findMessage(view, bytes, { from: at + markSize, to, end }, this.#framing) >= 0;
  }

  #read(at: number): void {
    const { view, start, offset } = this.#reader;
    const framing = framingAt(view, at, this.#reader.end, this.#framing);
    const header = this.#header;
    const record = this.#record;
    if (!header.read(view, at + framing, this.#reader.end - at - framing)) return;
    const seconds = framing === storageHeaderSize ? view.getUint32(at + 4, true) : 0;
    const microseconds = framing === storageHeaderSize ? view.getInt32(at + 8, true) : 0;
    // Without a storage time there is only the time since the ECU was switched on.
    if (seconds === 0 && microseconds === 0 && header.uptime > 0) this.#setUptime(header.uptime);
    else this.#time.set(seconds, Math.min(999_999, Math.max(0, microseconds)) * 1_000);
    record.view = view;
    record.at = at + framing;
    record.high = this.#time.high;
    record.low = this.#time.low;
    record.offset = offset + at - start;
    record.ecu = framing === storageHeaderSize ? view.getUint32(at + 12) : 0;
    this.#messages.read(header, record);
  }

  #setUptime(uptime: number): void {
    const seconds = Math.floor(uptime / 10_000);
    this.#time.set(seconds, (uptime - seconds * 10_000) * 100_000);
  }

  /** Skips bytes that are not messages of version 1, and reports them. */
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
      reader.advance(isLast ? end - start : Math.max(1, end - start - storageHeaderSize - smallestHeader));
    }
    this.#report(from, isLater, cut);
  }

  #report(from: number, isLater: boolean, cut: boolean): void {
    const to = this.#reader.offset;
    if (isLater) {
      this.#damage.add('unsupported', from, to, 'a message is of another version of DLT than 1');
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
    const mark = Buffer.from('DLT\x01', 'latin1').subarray(0, Math.min(markSize, end - start));
    const begins = mark.every((byte, index) => bytes[start + index] === byte);
    return begins && end - start < storageHeaderSize + 26;
  }
}
