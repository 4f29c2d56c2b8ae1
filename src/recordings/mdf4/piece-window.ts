import type { DataPiece } from './data-pieces.ts';

const nothing: Uint8Array = new Uint8Array();

/** The bytes in work: what was left of the pieces before, then the last piece; each byte knows its place in the file. */
export class PieceWindow {
  data: Uint8Array = nothing;
  view: DataView = new DataView(nothing.buffer);
  #carried = 0;
  #carriedOffset = 0;
  #carriedPacked = false;
  #pieceOffset = 0;
  #piecePacked = false;

  /** Appends a piece without its first `skipped` bytes; valid until the next. */
  add({ bytes, offset, packed }: DataPiece, skipped: number): void {
    const piece = bytes.subarray(skipped);
    this.#carried = this.data.byteLength;
    this.#pieceOffset = packed ? offset : offset + skipped;
    this.#piecePacked = packed;
    this.#set(this.#carried === 0 ? piece : Buffer.concat([this.data, piece]));
  }

  /** Lets go of what is before `at`, and keeps a copy of the rest. */
  keepFrom(at: number): void {
    this.#carriedOffset = this.offsetOf(at);
    this.#carriedPacked = at < this.#carried ? this.#carriedPacked : this.#piecePacked;
    this.#set(at < this.data.byteLength ? this.data.slice(at) : nothing);
    this.#carried = this.data.byteLength;
    this.#piecePacked = this.#carriedPacked;
    this.#pieceOffset = this.#carriedPacked ? this.#carriedOffset : this.#carriedOffset + this.#carried;
  }

  /** Of a byte in the file, or of the block that holds it where it is packed. */
  offsetOf(at: number): number {
    if (at < this.#carried) return this.#carriedPacked ? this.#carriedOffset : this.#carriedOffset + at;
    return this.#piecePacked ? this.#pieceOffset : this.#pieceOffset + at - this.#carried;
  }

  #set(data: Uint8Array): void {
    this.data = data;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }
}
