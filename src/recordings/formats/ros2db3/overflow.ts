import type { DatabaseHeader } from './database-header.ts';
import type { PageStore } from './page-store.ts';
import { followOverflow } from './read-table.ts';

interface Taker {
  whole(row: Uint8Array): void;
  /** The row cannot be assembled. */
  lost(): void;
}

interface Waiting {
  row: Uint8Array;
  filled: number;
  taker: Taker;
}

/** Maximum total size of incomplete rows, in bytes, besides the largest of them. */
const maxWaitingBytes = 64 << 20;
/** Pages that were passed and may belong to a row are kept up to this size, in bytes; others are fetched. */
const maxPassedBytes = 16 << 20;

/**
 * Assembles rows that continue on other pages, as those are read. A row continues behind the page on which it begins, or
 * before it: SQLite writes the end of a row first, and then the page on which it begins if that is a new one.
 */
export class OverflowRows {
  readonly #usable: number;
  readonly #waiting = new Map<number, Waiting>();
  /** Pages passed, the oldest first. */
  readonly #passed = new Map<number, Uint8Array>();
  #passedBytes = 0;
  /** Rows that continue on a page which was passed and is not kept. */
  #behind: { page: number; waiting: Waiting }[] = [];
  #seenBehind = false;
  #bytes = 0;
  /** Each page belongs to one row: so many may be fetched in all. */
  #mayFetch: number;

  constructor({ usable }: DatabaseHeader, pages: number) {
    this.#usable = usable;
    this.#mayFetch = pages;
  }

  get hasBehind(): boolean {
    return this.#behind.length > 0;
  }

  /**
   * `whole` is called with the row when its last page was read. `current` is the number of the page on which it
   * begins.
   */
  expect(current: number, page: number, local: Uint8Array, total: number, taker: Taker): void {
    if (this.#bytes > maxWaitingBytes) {
      taker.lost();
      return;
    }
    this.#bytes += total;
    const row = new Uint8Array(total);
    row.set(local);
    this.#continueOn(current, page, { row, filled: local.byteLength, taker });
  }

  /** Takes the page if a row continues there. */
  take(number: number, bytes: Uint8Array, start: number): boolean {
    const waiting = this.#waiting.get(number);
    if (!waiting) return false;
    this.#waiting.delete(number);
    this.#continueOn(number, this.#fill(waiting, bytes.subarray(start, start + this.#usable)), waiting);
    return true;
  }

  /** A page of no tree: a row that begins on a later page may continue there. */
  pass(number: number, bytes: Uint8Array, start: number): void {
    // Most databases have no such rows, or nobody wants them.
    if (!this.#seenBehind) return;
    this.#passed.set(number, bytes.slice(start, start + this.#usable));
    this.#passedBytes += this.#usable;
    for (const [oldest] of this.#passed) {
      if (this.#passedBytes <= maxPassedBytes) break;
      this.#forget(oldest);
    }
  }

  /** Fetches the pages that were passed before they were needed. Throws `SourceError`. */
  async fetchBehind(store: PageStore): Promise<void> {
    const behind = this.#behind;
    this.#behind = [];
    for (const { page, waiting } of behind) {
      const { row, filled } = waiting;
      const pages = Math.ceil((row.byteLength - filled) / (this.#usable - 4));
      if (pages > this.#mayFetch) {
        this.#end(waiting, false);
        continue;
      }
      this.#mayFetch -= pages;
      const whole = await followOverflow(store, this.#usable, row.subarray(0, filled), page, row.byteLength);
      row.set(whole);
      this.#end(waiting, whole.byteLength === row.byteLength);
    }
  }

  /** After the last page: what still waits is not there. */
  finish(): void {
    for (const waiting of this.#waiting.values()) this.#end(waiting, false);
    this.#waiting.clear();
  }

  /** @param current the page that is being read. */
  #continueOn(current: number, next: number, waiting: Waiting): void {
    let page = next;
    for (;;) {
      if (waiting.filled === waiting.row.byteLength) {
        this.#end(waiting, true);
        return;
      }
      const passed = page < current ? this.#passed.get(page) : undefined;
      if (!passed) break;
      this.#forget(page);
      page = this.#fill(waiting, passed);
    }
    if (page > current && !this.#waiting.has(page)) {
      this.#waiting.set(page, waiting);
    } else {
      this.#seenBehind = true;
      this.#behind.push({ page, waiting });
    }
  }

  /** Returns the number of the page on which the row continues. */
  #fill(waiting: Waiting, page: Uint8Array): number {
    const { row, filled } = waiting;
    const length = Math.min(this.#usable - 4, row.byteLength - filled);
    row.set(page.subarray(4, 4 + length), filled);
    waiting.filled += length;
    return new DataView(page.buffer, page.byteOffset).getUint32(0);
  }

  #forget(page: number): void {
    if (this.#passed.delete(page)) this.#passedBytes -= this.#usable;
  }

  #end({ row, taker }: Waiting, complete: boolean): void {
    this.#bytes -= row.byteLength;
    if (complete) taker.whole(row);
    else taker.lost();
  }
}
