/** The index announced in the header of a bag, and what was found of it. */
export class BagIndex {
  /** Undefined until the bag header was read; 0 if the bag was not closed. */
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

  /** Where it begins, if as many chunks as announced were found before it. */
  position(chunks: number): number | undefined {
    return chunks === this.#promisedChunks ? this.#position : undefined;
  }

  /** Completes "At byte N …" if the index is missing or incomplete. The chunk infos are its last part. */
  lack(): string | undefined {
    if (this.#position === undefined) return undefined;
    if (this.#position === 0) return 'the bag ends without its index, since the recording was not closed';
    return this.#foundChunks < this.#promisedChunks ? 'the bag ends without its whole index' : undefined;
  }
}
