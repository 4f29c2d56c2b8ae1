import type { Companion } from './companion.ts';
import type { DataPiece } from './data-piece.ts';

/** Records of equal size in a list of data blocks of their own, as a window that slides over them. */
export class RecordColumn implements Companion {
  data = new Uint8Array(1 << 16);
  view = new DataView(this.data.buffer);
  readonly #size: number;
  readonly #open: () => AsyncIterator<DataPiece>;
  readonly #maxBytes: number;
  #restarts: number;
  #pieces: AsyncIterator<DataPiece> | undefined;
  /** Index of the first record in the window, and bytes in it. */
  #first = 0;
  #length = 0;
  #ended = false;
  /** The last range of lost records: from the first of them up to `#first` at that time. */
  #lostFrom = 0;
  #lostTo = 0;

  /** `open` starts reading at the first block; `restarts`: how often that may be done, besides the first time. */
  constructor(size: number, open: () => AsyncIterator<DataPiece>, maxBytes: number, restarts: number) {
    this.#size = size;
    this.#open = open;
    this.#maxBytes = maxBytes;
    this.#restarts = restarts;
  }

  /** Where the record is in `data`; −1 if unknown. */
  placeOf(index: number): number {
    const at = (index - this.#first) * this.#size;
    return at >= 0 && at + this.#size <= this.#length ? at : -1;
  }

  ready(_count: number, index: number): number {
    const ahead = this.#first + Math.floor(this.#length / this.#size) - index;
    if (index >= this.#lostFrom && index < this.#lostTo) return this.#lostTo - index;
    if (this.#ended && (ahead <= 0 || this.#restarts === 0)) return Number.POSITIVE_INFINITY;
    return index >= this.#first ? Math.max(0, ahead) : 0;
  }

  async reach(index: number): Promise<void> {
    if (index < this.#first) await this.#restart();
    while (this.ready(1, index) === 0) {
      this.#pieces ??= this.#open();
      const { done, value } = await this.#pieces.next();
      if (done) this.#ended = true;
      else this.#append(value);
    }
  }

  async close(): Promise<void> {
    await this.#pieces?.return?.();
    this.#pieces = undefined;
  }

  async #restart(): Promise<void> {
    await this.close();
    this.#ended = this.#restarts === 0;
    this.#restarts = Math.max(0, this.#restarts - 1);
    this.#move(0);
  }

  /** Empties the window, which then begins at this record. */
  #move(index: number): void {
    this.#first = index;
    this.#length = 0;
  }

  #append({ bytes, lost, unpackedBytes }: DataPiece): void {
    if (lost) {
      this.#lose(unpackedBytes);
      return;
    }
    this.#makeRoom(bytes.byteLength);
    this.data.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  /** After a block of unknown size the indices of the records are unknown. */
  #lose(bytes: number): void {
    if (bytes === 0) {
      this.#ended = true;
      return;
    }
    this.#lostFrom = this.#first + Math.floor(this.#length / this.#size);
    // If a part of a record is lost, the rest of it is skipped.
    this.#move(this.#first + Math.ceil((this.#length + bytes) / this.#size));
    this.#lostTo = this.#first;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.data.byteLength) return;
    if (needed <= this.#maxBytes) {
      const larger = new Uint8Array(Math.min(this.#maxBytes, needed * 2));
      larger.set(this.data.subarray(0, this.#length));
      this.#replace(larger);
      return;
    }
    const kept = this.#length % this.#size;
    const dropped = this.#length - kept;
    if (kept + bytes > this.data.byteLength) {
      const larger = new Uint8Array(kept + bytes);
      larger.set(this.data.subarray(dropped, this.#length));
      this.#replace(larger);
    } else this.data.copyWithin(0, dropped, this.#length);
    this.#first += dropped / this.#size;
    this.#length = kept;
  }

  #replace(data: Uint8Array<ArrayBuffer>): void {
    this.data = data;
    this.view = new DataView(data.buffer);
  }
}
