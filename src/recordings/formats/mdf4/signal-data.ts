import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { DataPiece } from '../mdf/data-piece.ts';
import { type FrameData, maxFrameBytes } from '../mdf/frame-data.ts';

/** Bytes after the requested place that are kept, since offsets usually but not always ascend. */
const keptBehind = 64 * 1024;

/**
 * The signal data of one channel (SD blocks), as a window that slides forward: each value is a length, then its
 * bytes.
 */
export class SignalData implements FrameData {
  readonly #batch: FrameBatch;
  readonly #pieces: AsyncIterator<DataPiece>;
  /** For each block, its position in the whole of the data; NaN if the list does not state it. */
  readonly #positions: readonly number[];
  #window = new Uint8Array(1 << 18);
  #view = new DataView(this.#window.buffer);
  #length = 0;
  /** Where the window begins in the whole of the data. */
  #position = 0;
  #ended = false;

  constructor(pieces: AsyncIterator<DataPiece>, positions: readonly number[], batch: FrameBatch) {
    this.#batch = batch;
    this.#pieces = pieces;
    this.#positions = positions;
  }

  /** Whether the value at `dataOffset` can be read now, or never. */
  settles(dataOffset: number): boolean {
    return this.#ended || dataOffset + 4 + maxFrameBytes <= this.#position + this.#length;
  }

  /** Loads the value at `dataOffset` into the window if possible. Throws `SourceError`. */
  async reach(dataOffset: number): Promise<void> {
    // Values returned so far are in a window that moves now.
    this.#batch.flush();
    while (!this.settles(dataOffset)) {
      const { done, value } = await this.#pieces.next();
      if (done) this.#ended = true;
      else this.#append(value, dataOffset);
    }
    this.open();
  }

  /** Must be called before frames of this channel are passed. */
  open(): void {
    this.#batch.open(this.#window);
  }

  give(row: number, _length: number, dataOffset: number): void {
    const at = dataOffset - this.#position;
    let length = at >= 0 && at + 4 <= this.#length ? this.#view.getUint32(at, true) : 0;
    if (length > maxFrameBytes || at + 4 + length > this.#length) length = 0;
    this.#batch.start[row] = length > 0 ? at + 4 : 0;
    this.#batch.length[row] = length;
    this.#batch.add();
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  #append({ bytes, first, index, lost }: DataPiece, wanted: number): void {
    const position = first ? (this.#positions[index] ?? Number.NaN) : Number.NaN;
    if (lost) {
      // The place of what follows a lost block is known from its position; without one it is counted on from here.
      this.#restart(this.#position + this.#length);
      return;
    }
    if (!Number.isNaN(position) && position !== this.#position + this.#length) this.#restart(position);
    this.#drop(Math.min(this.#length, wanted - keptBehind - this.#position));
    if (this.#length + bytes.byteLength > this.#window.byteLength)
      this.#grow(this.#length + bytes.byteLength);
    this.#window.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  #restart(position: number): void {
    this.#position = position;
    this.#length = 0;
  }

  #drop(count: number): void {
    if (count <= 0) return;
    this.#window.copyWithin(0, count, this.#length);
    this.#position += count;
    this.#length -= count;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(needed * 2);
    larger.set(this.#window.subarray(0, this.#length));
    this.#window = larger;
    this.#view = new DataView(larger.buffer);
  }
}
