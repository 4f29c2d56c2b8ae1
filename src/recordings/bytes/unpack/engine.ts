import type { Transform } from 'node:stream';

/** A decompressor of `node:zlib`, fed piece by piece, so that damage costs the piece it lies in and not all before. */
export class Engine {
  /** The packed data ended inside of the last piece. */
  ended = false;
  /** The packed data is invalid; nothing more comes out. */
  failed = false;
  readonly #stream: Transform & { bytesWritten: number };
  #out: Uint8Array[] = [];
  /** Resolves the pending call; Node calls no callback of a write that fails. */
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

  /** Packed bytes taken so far. */
  get taken(): number {
    return this.#stream.bytesWritten;
  }

  /** Gives the output so far. `piece` must not change meanwhile. */
  async feed(piece: Uint8Array): Promise<Uint8Array[]> {
    if (!this.failed && !this.ended) {
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        this.#stream.write(piece, () => resolve());
      });
    }
    return this.#taken();
  }

  /** Ends the input and gives the remaining output. The engine has `failed` when the packed data is not whole. */
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
