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
/**
 * Rows that continue on a page already passed are fetched one by one; SQLite writes them this way only into unused
 * pages.
 */
const maxBehind = 1_000;

/**
 * Assembles rows that continue on other pages, as those are read; a row usually continues after the page on which it
 * begins.
 */
export class OverflowRows {
  readonly #usable: number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #behind: { page: number; waiting: Waiting }[] = [];
  #bytes = 0;

  constructor({ usable }: DatabaseHeader) {
    this.#usable = usable;
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
  take(number: number, bytes: Uint8Array, start: number, view: DataView): boolean {
    if (this.#waiting.size === 0) return false;
    const waiting = this.#waiting.get(number);
    if (!waiting) return false;
    this.#waiting.delete(number);
    const { row, filled } = waiting;
    const length = Math.min(this.#usable - 4, row.byteLength - filled);
    row.set(bytes.subarray(start + 4, start + 4 + length), filled);
    waiting.filled += length;
    if (waiting.filled < row.byteLength) this.#continueOn(number, view.getUint32(start), waiting);
    else this.#end(waiting, true);
    return true;
  }

  /** Fetches pages that were passed before they were needed. */
  async fetchBehind(store: PageStore): Promise<void> {
    for (const { page, waiting } of this.#behind.splice(0)) {
      const { row, filled } = waiting;
      const whole = await followOverflow(store, this.#usable, row.subarray(0, filled), page, row.byteLength);
      row.set(whole);
      this.#end(waiting, whole.byteLength === row.byteLength);
    }
    for (const { taker } of this.#waiting.values()) taker.lost();
    this.#waiting.clear();
    this.#bytes = 0;
  }

  #continueOn(current: number, next: number, waiting: Waiting): void {
    if (next > current && !this.#waiting.has(next)) this.#waiting.set(next, waiting);
    else if (this.#behind.length < maxBehind) this.#behind.push({ page: next, waiting });
    else this.#end(waiting, false);
  }

  #end({ row, taker }: Waiting, complete: boolean): void {
    this.#bytes -= row.byteLength;
    if (complete) taker.whole(row);
    else taker.lost();
  }
}
