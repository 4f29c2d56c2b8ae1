/** Known starts of blocks, which reveal a wrong length of a data block that overlaps them. */
export class BlockBounds {
  readonly #starts: Float64Array;
  readonly #others: BlockBounds | undefined;

  /** `others`: bounds that apply as well. */
  constructor(starts: readonly number[], others?: BlockBounds) {
    this.#starts = Float64Array.from(starts).sort();
    this.#others = others;
  }

  /** The first known block after `offset`; infinity if there is none. */
  after(offset: number): number {
    let low = 0;
    for (let high = this.#starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    const other = this.#others?.after(offset) ?? Number.POSITIVE_INFINITY;
    return Math.min(this.#starts[low] ?? Number.POSITIVE_INFINITY, other);
  }
}
