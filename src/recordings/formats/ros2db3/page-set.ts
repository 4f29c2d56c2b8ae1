/** A set of page numbers, one bit each. */
export class PageSet {
  readonly pages: number;
  readonly #bits: Uint8Array;

  /** For numbers from 1 to `pages`; others are never in it. */
  constructor(pages: number) {
    this.pages = pages;
    this.#bits = new Uint8Array((pages >>> 3) + 1);
  }

  add(page: number): void {
    if (page >= 1 && page <= this.pages)
      this.#bits[page >>> 3] = (this.#bits[page >>> 3] as number) | (1 << (page & 7));
  }

  has(page: number): boolean {
    return page >= 1 && page <= this.pages && ((this.#bits[page >>> 3] as number) & (1 << (page & 7))) !== 0;
  }
}
