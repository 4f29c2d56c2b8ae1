import { withoutEscapes } from '../../summary/text.ts';
import { textOfBytes } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import { baseOf, LogClock } from './log-clock.ts';
import type { LogEntry, LogStyle, WrittenTime } from './log-style.ts';
import { logStyles, readHead } from './log-styles.ts';
import type { TextEntries, WholeEntry } from './text-entries.ts';

/** Characters of the further lines of an entry that are kept: a stored line has 500. */
const enoughText = 2_000;
/** A shorter piece of a head may be anything. */
const leastPiece = 6;
/** Terminals and printers use these (ECMA-48): backspace, bell, form feed, carriage return; and the tab. */
const usualControls = new Set([0x07, 0x08, 0x09, 0x0c, 0x0d, 0x1b]);

/** Every line is counted in one of these. */
export interface LineCounts {
  entries: number;
  /** Lines that continue an entry. */
  continued: number;
  headings: number;
  /** Lines in front of the first entry that are no headings. */
  before: number;
  /** Binary and incomplete ones, which are damage. */
  unreadable: number;
}

/** Puts the lines of a log together to entries: a line without a head continues the entry before it. */
export class TextlogLines implements LineReader {
  readonly isUnlimited = true;
  readonly clock = new LogClock();
  readonly counts: LineCounts = { entries: 0, continued: 0, headings: 0, before: 0, unreadable: 0 };
  /** Entries without a time, which stand at that of the entry before. */
  untimed = 0;
  /** Entries with a level. */
  leveled = 0;
  readonly #style: LogStyle;
  readonly #others: readonly LogStyle[];
  readonly #entries: TextEntries;
  readonly #size: number;
  #pending: (WholeEntry & { more: string[] }) | undefined;
  #kept = 0;
  #head = '';

  /** `first`: the first time of the log, at which entries in front of it stand. */
  constructor(style: LogStyle, entries: TextEntries, from: { size: number; first: WrittenTime | undefined }) {
    this.#style = style;
    this.#others = logStyles.filter((each) => each !== style);
    this.#entries = entries;
    this.#size = from.size;
    if (from.first) this.clock.tick(from.first);
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const { counts } = this;
    if (hasByte(bytes, start, end, 0)) return this.#refuse();
    const line = withoutEscapes(textOfBytes(bytes.subarray(start, end)));
    const head = readHead(this.#style, line) ?? this.#ofAnother(line);
    if (head === 'heading') {
      counts.headings += 1;
      return true;
    }
    if (head) {
      this.#begin(head, line, offset, end - start);
      return true;
    }
    if (isBinary(bytes, start, end) || this.#isCut(line, offset + end - start)) return this.#refuse();
    if (this.#pending) this.#continue(this.#pending, line, end - start);
    else counts.before += 1;
    return true;
  }

  /** Behind zeros, which a file has in place of what was not written when the power failed. */
  restart(bytes: Uint8Array, start: number, end: number): number {
    const zero = bytes.subarray(0, end).lastIndexOf(0);
    if (zero < start - 1 || zero + 1 >= end) return -1;
    const line = withoutEscapes(textOfBytes(bytes.subarray(zero + 1, end)));
    return readHead(this.#style, line) === undefined ? -1 : zero + 1;
  }

  /** Must be called after the last line. */
  finish(): void {
    if (this.#pending) this.#entries.add(this.#pending);
    this.#pending = undefined;
  }

  #refuse(): false {
    this.counts.unreadable += 1;
    return false;
  }

  /** Several programs write to one screen; what they write is no entry if its times count from something else. */
  #ofAnother(line: string): LogEntry | undefined {
    for (const style of this.#others) {
      const head = readHead(style, line);
      if (head === undefined || head === 'heading' || head.level === undefined) continue;
      if (head.time === undefined || baseOf(head.time) === this.clock.base) return head;
    }
    return undefined;
  }

  #begin(head: LogEntry, line: string, offset: number, bytes: number): void {
    this.finish();
    this.counts.entries += 1;
    const { base } = this.clock;
    // Services that write to one log may count from something else.
    if (head.time && (base === undefined || baseOf(head.time) === base)) this.clock.tick(head.time);
    else this.untimed += 1;
    if (head.level !== undefined) this.leveled += 1;
    const { high, low } = this.clock;
    const { level, source, text } = head;
    this.#pending = { high, low, offset, bytes, level, source, text, more: [] };
    this.#kept = 0;
    this.#head = withoutDigits(line.slice(0, line.length - text.length));
  }

  #continue(entry: WholeEntry & { more: string[] }, line: string, bytes: number): void {
    this.counts.continued += 1;
    entry.bytes += bytes;
    if (entry.text === '') entry.text = line.trim();
    else if (this.#kept < enoughText) entry.more.push(line.slice(0, enoughText));
    this.#kept += line.length;
  }

  /** Whether the file ends within the head of an entry. */
  #isCut(line: string, end: number): boolean {
    if (end < this.#size || line.length < leastPiece) return false;
    return line.length < this.#head.length && this.#head.startsWith(withoutDigits(line));
  }
}

function withoutDigits(text: string): string {
  return text.replace(/\d/g, '0');
}

function hasByte(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
  const at = bytes.indexOf(byte, start);
  return at >= 0 && at < end;
}

function isBinary(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if ((bytes[at] as number) < 0x20 && !usualControls.has(bytes[at] as number)) return true;
  }
  return false;
}
