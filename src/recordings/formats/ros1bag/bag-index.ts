/** What the header of a bag promises of its index, and what of it was found. */
export class BagIndex {
  /** Undefined until the bag header was read; 0 while the bag is being recorded. */
  #position: number | undefined;
  #promisedChunks = 0;
  #foundChunks = 0;

  promise(position: number, chunks: number): void {
    this.#position = position;
    this.#promisedChunks = chunks;
  }

  chunkInfo(): void {
    this.#foundChunks += 1;
  }

  /** Where it begins, when as many chunks as it promises were found before it. */
  position(chunks: number): number | undefined {
    return chunks === this.#promisedChunks ? this.#position : undefined;
  }

  /** Completes "At byte N …" when the index is missing or not whole. The chunk infos are the last of it. */
  lack(): string | undefined {
    if (this.#position === undefined) return undefined;
    if (this.#position === 0) return 'the bag ends without its index, since the recording was not closed';
    return this.#foundChunks < this.#promisedChunks ? 'the bag ends without its whole index' : undefined;
  }
}
