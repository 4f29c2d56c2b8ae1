import type { Transform } from 'node:stream';

/**
 * A decompressor of `node:zlib`, fed piece by piece, so that damage costs only the piece that contains it and not
 * everything before.
 */
export class Engine {
  /** The compressed data ended inside the last piece. */
  ended = false;
  /** The compressed data is invalid; there is no further output. */
  failed = false;
  readonly #stream: Transform & { bytesWritten: number };
  #out: Uint8Array[] = [];
  /** Resolves the pending call; Node does not call the callback of a write that fails. */
  #settle: () => void = () => undefined;

  constructor(stream: Transform & { bytesWritten: number }) {
    this.#stream = stream;
    stream.on('data', (chunk: Uint8Array) => this.#out.push(chunk));
    stream.on('error', () => {
      this.failed = true;
      this.#settle();
    });
    stream.on('end', () => {
      this.ended = true;
      this.#settle();
    });
  }

  /** Compressed bytes consumed so far. */
  get taken(): number {
    return this.#stream.bytesWritten;
  }

  /** Returns the output so far. `piece` must not change meanwhile. */
  async feed(piece: Uint8Array): Promise<Uint8Array[]> {
    if (!this.failed && !this.ended) {
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        this.#stream.write(piece, () => resolve());
      });
    }
    return this.#taken();
  }

  /** Ends the input and returns the remaining output. The engine has `failed` if the compressed data is incomplete. */
  async finish(): Promise<Uint8Array[]> {
    if (!this.failed && !this.ended) {
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        this.#stream.end();
      });
    }
    return this.#taken();
  }

  close(): void {
    this.#stream.destroy();
  }

  #taken(): Uint8Array[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }
}
