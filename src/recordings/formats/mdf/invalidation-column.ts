import type { Companion } from './companion.ts';
import type { DataPiece } from './data-piece.ts';
import { RecordColumn } from './record-column.ts';

/** Window size of a block; data further ahead is read when it is needed. */
const maxBytes = 8 * 2 ** 20;

/**
 * Invalidation bits that are stored separately from the values (4.2, DI blocks): one block for each block of values,
 * or none if all of its values are valid.
 */
export class InvalidationColumn implements Companion {
  readonly #size: number;
  readonly #blocks: readonly number[];
  readonly #open: (offset: number) => AsyncIterator<DataPiece>;
  #column: RecordColumn | undefined;
  #first = 0;

  /** `blocks`: offset of the DI block of each block of values, 0 if there is none. */
  constructor(size: number, blocks: readonly number[], open: (offset: number) => AsyncIterator<DataPiece>) {
    this.#size = size;
    this.#blocks = blocks;
    this.#open = open;
  }

  beginBlock(block: number, index: number): void {
    const offset = this.#blocks[block] ?? 0;
    this.#first = index;
    this.#column =
      offset === 0 ? undefined : new RecordColumn(this.#size, () => this.#open(offset), maxBytes, 0);
  }

  ready(count: number, index: number): number {
    return this.#column?.ready(count, index - this.#first) ?? Number.POSITIVE_INFINITY;
  }

  async reach(index: number): Promise<void> {
    await this.#column?.reach(index - this.#first);
  }

  /** The byte `at` of the bits of a record; 0 if all are valid. */
  byteOf(index: number, at: number): number {
    const place = this.#column?.placeOf(index - this.#first) ?? -1;
    return place < 0 ? 0 : (this.#column?.data[place + at] ?? 0);
  }
}
