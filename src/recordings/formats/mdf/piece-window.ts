import type { DataPiece } from './data-piece.ts';

const nothing: Uint8Array = new Uint8Array();

/**
 * The bytes being processed: the rest of previous pieces, then the last piece; the file offset of each byte is known.
 */
export class PieceWindow {
  data: Uint8Array = nothing;
  view: DataView = new DataView(nothing.buffer);
  /** The rest of a piece is moved to the beginning, and the next piece appended. */
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

  /** Drops everything before `at`, and keeps a copy of the rest. */
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

  /** Offset of a byte in the file, or of the block that contains it if that is compressed. */
  offsetOf(at: number): number {
    if (at < this.#carried) return this.#carriedPacked ? this.#carriedOffset : this.#carriedOffset + at;
    return this.#piecePacked ? this.#pieceOffset : this.#pieceOffset + at - this.#carried;
  }

  /** Puts `kept` at the buffer's beginning, with space for `length` bytes in total. */
  #hold(kept: Uint8Array, length: number): void {
    if (length > this.#buffer.byteLength) this.#buffer = new Uint8Array(length + (length >> 1));
    this.#buffer.set(kept);
  }

  /** Always a plain `Uint8Array`, since hot loops are fastest if all their inputs have one type. */
  #set(buffer: ArrayBufferLike, offset: number, length: number): void {
    this.data = new Uint8Array(buffer, offset, length);
    this.view = new DataView(buffer, offset, length);
  }
}
