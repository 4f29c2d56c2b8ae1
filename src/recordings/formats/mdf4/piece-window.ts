import type { DataPiece } from './data-pieces.ts';

const nothing: Uint8Array = new Uint8Array();

/** The bytes in work: what was left of the pieces before, then the last piece; each byte knows its place in the file. */
export class PieceWindow {
  data: Uint8Array = nothing;
  view: DataView = new DataView(nothing.buffer);
  /** What is left of a piece goes to its beginning, and the next piece behind it. */
  #buffer: Uint8Array = nothing;
  #carried = 0;
  #carriedOffset = 0;
  #carriedPacked = false;
  #pieceOffset = 0;
  #piecePacked = false;

  /** Appends a piece without its first `skipped` bytes; valid until the next. */
  add({ bytes, offset, packed }: DataPiece, skipped: number): void {
    const carried = this.data.byteLength;
    const length = bytes.byteLength - skipped;
    this.#carried = carried;
    this.#pieceOffset = packed ? offset : offset + skipped;
    this.#piecePacked = packed;
    if (carried === 0) {
      this.#set(bytes.buffer, bytes.byteOffset + skipped, length);
      return;
    }
    this.#hold(this.data, carried + length);
    this.#buffer.set(bytes.subarray(skipped), carried);
    this.#set(this.#buffer.buffer, 0, carried + length);
  }

  /** Lets go of what is before `at`, and keeps a copy of the rest. */
  keepFrom(at: number): void {
    this.#carriedOffset = this.offsetOf(at);
    this.#carriedPacked = at < this.#carried ? this.#carriedPacked : this.#piecePacked;
    const kept = this.data.subarray(at);
    this.#carried = kept.byteLength;
    this.#hold(kept, kept.byteLength);
    this.#set(this.#buffer.buffer, 0, kept.byteLength);
    this.#piecePacked = this.#carriedPacked;
    this.#pieceOffset = this.#carriedPacked ? this.#carriedOffset : this.#carriedOffset + this.#carried;
  }

  /** Of a byte in the file, or of the block that holds it where it is packed. */
  offsetOf(at: number): number {
    if (at < this.#carried) return this.#carriedPacked ? this.#carriedOffset : this.#carriedOffset + at;
    return this.#piecePacked ? this.#pieceOffset : this.#pieceOffset + at - this.#carried;
  }

  /** Puts `kept` at the buffer's beginning, with room for `length` bytes in all. */
  #hold(kept: Uint8Array, length: number): void {
    if (length > this.#buffer.byteLength) this.#buffer = new Uint8Array(length + (length >> 1));
    this.#buffer.set(kept);
  }

  /** Always a plain `Uint8Array`, since hot loops are fastest where all they see is of one kind. */
  #set(buffer: ArrayBufferLike, offset: number, length: number): void {
    this.data = new Uint8Array(buffer, offset, length);
    this.view = new DataView(buffer, offset, length);
  }
}
