import type { ByteSource } from '../byte-source.ts';
import { type AheadPiece, isPart, type UnpackedPart } from './ahead-piece.ts';

/** What another thread sends does not suffice: the recording has to be read again, by one thread. */
export class AheadFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AheadFailed';
  }
}

/**
 * A file whose bytes come from another thread, which leaves out those of records that it has unpacked. A reader takes
 * such a record with `take`, and continues behind it with `ByteReader.jump`. Throws `AheadFailed` where it would read
 * bytes that are left out, as it does if it takes the place of a record for something else.
 */
export class AheadSource implements ByteSource {
  readonly size: number;
  readonly #file: ByteSource;
  readonly #pieces: AsyncIterator<AheadPiece>;
  /** Offset of the next piece of bytes. */
  #at = 0;
  /** The latest part that came, and whether its record was taken. */
  #part: UnpackedPart | undefined;
  #taken = false;

  /** `file`: the same bytes, for what is read out of order. */
  constructor(file: ByteSource, pieces: AsyncIterator<AheadPiece>) {
    this.size = file.size;
    this.#file = file;
    this.#pieces = pieces;
  }

  async *stream(offset = 0): AsyncGenerator<Uint8Array> {
    if (this.#taken && offset === this.#part?.to) {
      this.#at = offset;
      this.#part = undefined;
      this.#taken = false;
    }
    if (offset !== this.#at) {
      yield* this.#file.stream(offset);
      return;
    }
    while (this.#at < this.size) {
      if (this.#part && this.#at === this.#part.from)
        throw new AheadFailed('bytes were needed that are left out');
      const { done, value } = await this.#pieces.next();
      if (done) throw new AheadFailed('the pieces end before the file does');
      if (isPart(value)) {
        this.#part = value;
      } else {
        this.#at += value.byteLength;
        yield value;
      }
    }
  }

  take(offset: number): UnpackedPart | undefined {
    if (this.#part?.at !== offset) return undefined;
    this.#taken = true;
    return this.#part;
  }
}
