import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import {
  beginsEvent,
  eventBytes,
  findEvent,
  headBytes,
  rootOf,
  smallestEvent,
  usualRoot,
} from './event-head.ts';

/** Bytes that are searched at a time after damage. */
const searchBytes = 1 << 20;

/** One event, at `at` of the reader's bytes, of `size` bytes. Returns false to stop there. */
export type EventVisitor = (at: number, size: number) => boolean;

/** Walks the events of a log from the first byte to the last, past any damage. */
export class EventWalk {
  readonly #reader: ByteReader;
  readonly #damage: Pick<DamageLog, 'add'>;
  readonly #visit: EventVisitor;
  /** The pointer to the roots of the log, by its first event. */
  #pointer: Uint8Array | undefined;

  constructor(reader: ByteReader, damage: Pick<DamageLog, 'add'>, visit: EventVisitor) {
    this.#reader = reader;
    this.#damage = damage;
    this.#visit = visit;
  }

  /** Up to `end` bytes of the file. */
  async run(end = Number.POSITIVE_INFINITY): Promise<void> {
    const reader = this.#reader;
    while ((await reader.fill(1)) && reader.offset < end) {
      await reader.fill(headBytes);
      const size = eventBytes(reader.view, reader.start, reader.end);
      if (size > 0) await reader.fill(size + headBytes);
      if (size <= 0 || size > reader.available || this.#holdsAnother(size)) {
        await this.#passDamage();
        continue;
      }
      this.#pointer ??= rootOf(reader.view, reader.start);
      if (!this.#visit(reader.start, size)) return;
      reader.advance(size);
    }
  }

  /** Whether no event follows this one, and another begins in it: then its length is damaged, or bytes are missing. */
  #holdsAnother(size: number): boolean {
    const { view, start, end, available } = this.#reader;
    if (size === available || beginsEvent(view, start + size, end)) return false;
    return this.#find(start + 1, start + size) >= 0;
  }

  #find(from: number, to: number): number {
    const { view, bytes, end, available, remaining, sizeKnown } = this.#reader;
    const pointer = this.#pointer ?? usualRoot;
    return findEvent(view, bytes, { pointer, from, to, end, isLast: sizeKnown && available === remaining });
  }

  /** Searches for the next event, and reports the bytes in between. */
  async #passDamage(): Promise<void> {
    const reader = this.#reader;
    const from = reader.offset;
    const isCut = this.#isCut();
    reader.advance(1);
    while (await reader.fill(1)) {
      const isLast = !(await reader.fill(searchBytes));
      const { start, end } = reader;
      const found = this.#find(start, end);
      if (found >= 0) {
        reader.advance(found - start);
        this.#damage.add('corrupt', from, reader.offset, 'the bytes are no event of a log');
        return;
      }
      // An event near the end of the window may be recognised when more is available.
      reader.advance(isLast ? end - start : Math.max(1, end - start - searchBytes / 2));
    }
    if (isCut)
      this.#damage.add('truncated', from, reader.size, 'the recording ends in the middle of an event');
    else this.#damage.add('corrupt', from, reader.size, 'the bytes are no event of a log');
  }

  /** Whether an event begins here that the file does not contain completely. */
  #isCut(): boolean {
    const { view, start, end, available, remaining, sizeKnown } = this.#reader;
    if (!sizeKnown || available < remaining) return false;
    const size = eventBytes(view, start, end);
    return size > available || (size < 0 && available < Math.max(smallestEvent, headBytes));
  }
}
