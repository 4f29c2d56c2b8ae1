import type { DatabaseHeader } from './database-header.ts';
import type { PageStore } from './page-store.ts';
import { followOverflow } from './read-table.ts';

interface Waiting {
  row: Uint8Array;
  filled: number;
  whole(row: Uint8Array): void;
}

/** Maximum total size of incomplete rows, in bytes. */
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
  /** Rows that could not be assembled. */
  lost = 0;
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
  expect(current: number, page: number, local: Uint8Array, total: number, whole: Waiting['whole']): void {
    if (this.#bytes + total > maxWaitingBytes) {
      this.lost += 1;
      return;
    }
    this.#bytes += total;
    const row = new Uint8Array(total);
    row.set(local);
    this.#continueOn(current, page, { row, filled: local.byteLength, whole });
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
    this.lost += this.#waiting.size;
    this.#waiting.clear();
    this.#bytes = 0;
  }

  #continueOn(current: number, next: number, waiting: Waiting): void {
    if (next > current && !this.#waiting.has(next)) this.#waiting.set(next, waiting);
    else if (this.#behind.length < maxBehind) this.#behind.push({ page: next, waiting });
    else this.#end(waiting, false);
  }

  #end({ row, whole }: Waiting, complete: boolean): void {
    this.#bytes -= row.byteLength;
    if (complete) whole(row);
    else this.lost += 1;
  }
}
