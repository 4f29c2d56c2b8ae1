/** The first bytes of a stream, kept while it passes. */
export class HeadBytes {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(chunk: Buffer): void {
    if (this.#size >= this.#limit) return;
    // A copy: the stream's own memory is used again.
    this.#chunks.push(Buffer.from(chunk.subarray(0, this.#limit - this.#size)));
    this.#size += chunk.length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
