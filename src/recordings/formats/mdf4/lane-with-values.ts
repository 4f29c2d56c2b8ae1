import type { DataPiece } from '../mdf/data-piece.ts';
import type { Lane } from '../mdf/lane.ts';
import type { StoredFrames } from './stored-frames.ts';

/** Data of records for which values are held at a time: at most 3 MiB, for records of 2 bytes with their id. */
const stepBytes = 64 * 1024;

/** A lane of unsorted records whose frames have their data bytes in blocks of their own (SD). */
export class LaneWithValues implements Lane {
  readonly #lane: Lane;
  readonly #values: readonly StoredFrames[];
  readonly #recordBytes: number;

  /** `recordBytes`: size of the shortest record whose frame has such bytes, with its id. */
  constructor(lane: Lane, values: readonly StoredFrames[], recordBytes: number) {
    this.#lane = lane;
    this.#values = values;
    this.#recordBytes = recordBytes;
  }

  get counts() {
    return this.#lane.counts;
  }

  async feed(piece: DataPiece, position: number, block: number): Promise<void> {
    const { bytes, packed } = piece;
    for (let at = 0; at === 0 || at < bytes.byteLength; at += stepBytes) {
      const step = bytes.subarray(at, at + stepBytes);
      // Records of the step before may still be waiting for what confirms them.
      const records = Math.ceil((2 * stepBytes) / this.#recordBytes);
      for (const values of this.#values) await values.prepare(records);
      const offset = packed ? piece.offset : piece.offset + at;
      await this.#lane.feed(
        { ...piece, bytes: step, offset, first: piece.first && at === 0 },
        position,
        block,
      );
    }
  }

  lose(): void {
    this.#lane.lose();
  }

  joins(piece: DataPiece): boolean {
    return this.#lane.joins(piece);
  }

  end(): void {
    this.#lane.end();
  }
}
