import type { DataPiece } from '../mdf/data-piece.ts';

/** Bytes before the requested place that are kept, since offsets usually but not always ascend. */
const keptBehind = 64 * 1024;

/**
 * A value as far ahead of what has been read is that of one damaged record, until the next record names one behind it: to go there at
 * once would lose the values of all records between.
 */
const mostAhead = 16 * 2 ** 20;

/**
 * The signal data of one channel (SD blocks), as a window that slides forward: each value is a length, then its
 * bytes.
 */
export abstract class SignalWindow {
  readonly #pieces: AsyncIterator<DataPiece>;
  /** For each block, its position in the whole of the data; NaN if the list does not state it. */
  readonly #positions: readonly number[];
  /** Values that are not where their records say. */
  lost = 0;
  protected window: Uint8Array = new Uint8Array();
  protected view = new DataView(this.window.buffer);
  protected length = 0;
  /** Where the window begins in the whole of the data. */
  protected position = 0;
  protected ended = false;
  /** Where the latest value was that was found. */
  protected latest = 0;
  #doubted: number | undefined;

  constructor(pieces: AsyncIterator<DataPiece>, positions: readonly number[]) {
    this.#pieces = pieces;
    this.#positions = positions;
  }

  /** Whether the value at `dataOffset` can be read now, or never. To be asked of records in their order. */
  settles(dataOffset: number): boolean {
    return this.ended || this.isThere(dataOffset) || this.#isDoubted(dataOffset);
  }

  /** Whether what is read holds the value, or has passed its place. */
  protected abstract isThere(dataOffset: number): boolean;

  #isDoubted(dataOffset: number): boolean {
    const isFar = dataOffset - (this.position + this.length) > mostAhead;
    if (isFar && this.#doubted !== undefined && dataOffset > this.#doubted) return false;
    this.#doubted = isFar ? dataOffset : undefined;
    return isFar;
  }

  /** Must be called for a value that is not there; one of no bytes may have been left out at the end. */
  protected lose(dataOffset: number): void {
    if (dataOffset !== this.position + this.length) this.lost += 1;
  }

  /** Loads the value at `dataOffset` into the window if possible. Throws `SourceError`. */
  async reach(dataOffset: number): Promise<void> {
    while (!this.settles(dataOffset)) {
      const { done, value } = await this.#pieces.next();
      if (done) this.ended = true;
      else this.#append(value, dataOffset);
    }
  }

  /** Loads what is up to `end`, and keeps what is from `wanted` on. Throws `SourceError`. */
  protected async reachTo(wanted: number, end: number): Promise<void> {
    while (!this.ended && this.position + this.length < end) {
      const { done, value } = await this.#pieces.next();
      if (done) this.ended = true;
      else this.#append(value, wanted);
    }
  }

  /** Nothing further is loaded; what is there stays if `keeps`, for records that are found later. */
  async close(keeps: boolean): Promise<void> {
    await this.#pieces.return?.();
    if (keeps) return;
    this.ended = true;
    this.length = 0;
    this.window = new Uint8Array();
    this.view = new DataView(this.window.buffer);
  }

  #append({ bytes, first, index, lost }: DataPiece, wanted: number): void {
    const position = first ? (this.#positions[index] ?? Number.NaN) : Number.NaN;
    if (lost) {
      // The place of what follows a lost block is known from its position; without one it is counted on from here.
      this.#restart(this.position + this.length);
      return;
    }
    if (!Number.isNaN(position) && position !== this.position + this.length) this.#restart(position);
    // A record may name a place ahead by mistake: the next ones want what is behind it.
    const needed = this.length > 2 * mostAhead ? wanted : Math.min(wanted, this.latest);
    this.#drop(Math.min(this.length, needed - keptBehind - this.position));
    if (this.length + bytes.byteLength > this.window.byteLength) this.#grow(this.length + bytes.byteLength);
    this.window.set(bytes, this.length);
    this.length += bytes.byteLength;
  }

  #restart(position: number): void {
    this.position = position;
    this.length = 0;
  }

  #drop(count: number): void {
    if (count <= 0) return;
    this.window.copyWithin(0, count, this.length);
    this.position += count;
    this.length -= count;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(needed * 2);
    larger.set(this.window.subarray(0, this.length));
    this.window = larger;
    this.view = new DataView(larger.buffer);
  }
}
