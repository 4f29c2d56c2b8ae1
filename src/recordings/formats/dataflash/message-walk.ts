import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageKind } from '../../bytes/damage.ts';
import { formatSize, formatType, head1, head2, headSize, type Layout, parseFormat } from './layout.ts';
import { Layouts } from './layouts.ts';

/** The length of a message is one byte. */
const maxMessage = 255;
/** A program that takes a log for text puts 0x0D before each 0x0A: seldom more than so many in a message. */
const mostInserted = 8;
/** A page of the chips after which the format is named: the unused part of the last one is padded. */
const pageSize = 528;
const erased = [0xff, 0x00];

export interface MessageVisitor {
  /** One message, whose head is at `at` of the reader's bytes. Returns false to stop there. */
  message(layout: Layout, at: number): boolean;
  damage(kind: DamageKind, start: number, end: number, what: string): void;
}

/** Walks the messages of a DataFlash log from the first byte to the last, past any damage. */
export class MessageWalk {
  readonly layouts = new Layouts();
  readonly #reader: ByteReader;
  readonly #visitor: MessageVisitor;

  constructor(reader: ByteReader, visitor: MessageVisitor) {
    this.#reader = reader;
    this.#visitor = visitor;
  }

  /** Up to `end` bytes of the file. */
  async run(end = Number.POSITIVE_INFINITY): Promise<void> {
    const reader = this.#reader;
    while (reader.remaining > 0 && reader.offset < end) {
      // Two messages, so that what follows a message is visible.
      if (reader.available < 2 * maxMessage) await reader.fill(Math.min(reader.remaining, 2 * maxMessage));
      const layout = this.#layoutAt(0);
      if (!layout) {
        await this.#recover();
        continue;
      }
      if (!this.#read(layout)) return;
      reader.advance(layout.size);
    }
  }

  #read(layout: Layout): boolean {
    const { start, bytes, view } = this.#reader;
    if (layout.type === formatType) {
      const defined = parseFormat(bytes, start);
      if (defined) this.layouts.add(defined);
    } else if (layout.name === 'FMTU') this.layouts.addUnits(layout, bytes, view, start);
    else if (layout.name === 'UNIT') this.layouts.addUnit(layout, bytes, view, start);
    else if (layout.name === 'MULT') this.layouts.addMultiplier(layout, view, start);
    return this.#visitor.message(layout, start);
  }

  /**
   * The layout of the message at `at` of the window, which must contain it and the head after it as far as the file
   * goes; undefined if there is no message.
   */
  #layoutAt(at: number): Layout | undefined {
    const reader = this.#reader;
    if (at + headSize > reader.available || !this.#isHead(at)) return undefined;
    const type = reader.u8(at + 2);
    const defined = this.layouts.of(type);
    const only = defined[0];
    // Applies to nearly every message: avoids the search among definitions.
    if (only && defined.length === 1 && type !== formatType && this.#isFollowed(at + only.size)) return only;
    const fitting = defined.filter(({ size }) => at + size <= reader.available);
    const layout = fitting.find(({ size }) => this.#continues(at + size)) ?? fitting[0];
    if (!layout || (type === formatType && !parseFormat(reader.bytes, reader.start + at))) return undefined;
    if (this.#continues(at + layout.size)) return layout;
    // Either the next head is damaged, or bytes of this message are missing: then another begins inside it; or bytes were put
    // into it, so that another begins just behind it: then its figures are those of the wrong places.
    const end = at + layout.size;
    return this.#proven(at + 1, end) < 0 && this.#proven(end + 1, end + mostInserted + 1) < 0
      ? layout
      : undefined;
  }

  /** Whether a message is at `at`, as far as the window shows it. */
  #isFollowed(at: number): boolean {
    return at + 2 <= this.#reader.available && this.#isHead(at);
  }

  /** Whether a message, or the end of the file, is at `at` of the window. */
  #continues(at: number): boolean {
    const left = this.#reader.available - at;
    if (left >= 2) return this.#isHead(at);
    return left === 0 || this.#reader.u8(at) === head1;
  }

  #isHead(at: number): boolean {
    return this.#reader.u8(at) === head1 && this.#reader.u8(at + 1) === head2;
  }

  /** The first place from `from` to `to` of the window where the distance of two heads matches a definition; or -1. */
  #proven(from: number, to: number): number {
    const reader = this.#reader;
    const { bytes, start } = reader;
    const limit = Math.max(0, Math.min(to, reader.available - headSize + 1));
    const searched = bytes.subarray(start, start + limit);
    for (let at = searched.indexOf(head1, from); at >= 0; at = searched.indexOf(head1, at + 1)) {
      if (this.#isHead(at) && this.#isProven(at)) return at;
    }
    return -1;
  }

  #isProven(at: number): boolean {
    const reader = this.#reader;
    const type = reader.u8(at + 2);
    if (type === formatType) {
      const isWhole = at + formatSize <= reader.available;
      return isWhole && parseFormat(reader.bytes, reader.start + at)?.isExact === true;
    }
    return this.layouts.of(type).some(({ size }) => {
      const next = at + size;
      if (next > reader.available) return false;
      if (next === reader.remaining) return true;
      return (
        next + headSize <= reader.available && this.#isHead(next) && this.layouts.knows(reader.u8(next + 2))
      );
    });
  }

  /** Searches for the next message, and reports the bytes in between. */
  async #recover(): Promise<void> {
    const reader = this.#reader;
    const start = reader.offset;
    const cut = this.#isCut();
    let isErased = this.#isErased(0);
    reader.advance(1);
    while (reader.remaining > 0) {
      await reader.fill(Math.min(reader.remaining, 1 << 16));
      const last = reader.available === reader.remaining;
      const limit = last ? reader.available : reader.available - 2 * maxMessage;
      const found = this.#proven(0, limit);
      isErased &&= this.#isErased(found < 0 ? limit : found);
      reader.advance(found < 0 ? limit : found);
      if (found < 0) continue;
      this.#visitor.damage('corrupt', start, reader.offset, 'the bytes are no message that is defined');
      return;
    }
    if (isErased && reader.size - start <= pageSize) return;
    if (cut)
      this.#visitor.damage('truncated', start, reader.size, 'the recording ends in the middle of a message');
    else if (isErased)
      this.#visitor.damage('truncated', start, reader.size, 'the recording ends, and erased memory follows');
    else this.#visitor.damage('corrupt', start, reader.size, 'the bytes are no message that is defined');
  }

  /** Whether the message at the reader's position extends beyond the end of the file. */
  #isCut(): boolean {
    const reader = this.#reader;
    if (reader.u8(0) !== head1) return false;
    if (reader.remaining < headSize) return reader.remaining < 2 || reader.u8(1) === head2;
    if (!this.#isHead(0)) return false;
    return this.layouts.of(reader.u8(2)).some(({ size }) => size > reader.remaining);
  }

  /** Whether the first bytes of the window, at least one, are those of unwritten memory. */
  #isErased(count: number): boolean {
    const reader = this.#reader;
    const bytes = reader.slice(0, Math.max(1, count));
    return erased.includes(bytes[0] as number) && bytes.every((byte) => byte === bytes[0]);
  }
}
