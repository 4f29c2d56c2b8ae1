import type { DataPiece } from '../mdf/data-piece.ts';
import type { Lane } from '../mdf/lane.ts';
import type { StoredFrames } from './stored-frames.ts';
import type { ValuesApart } from './values-apart.ts';

/** Data of records for which values are held at a time: at most 3 MiB, for records of 2 bytes with their id. */
const stepBytes = 64 * 1024;

/** A lane of unsorted records of which values are in blocks of their own (SD). */
export class LaneWithValues implements Lane {
  readonly #lane: Lane;
  readonly #frames: readonly StoredFrames[];
  readonly #apart: ValuesApart;
  readonly #recordBytes: number;

  /** `recordBytes`: size of the shortest record whose frame has such bytes, with its id. */
  constructor(lane: Lane, frames: readonly StoredFrames[], recordBytes: number, apart: ValuesApart) {
    this.#lane = lane;
    this.#frames = frames;
    this.#apart = apart;
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
      for (const frames of this.#frames) await frames.prepare(records);
      const offset = packed ? piece.offset : piece.offset + at;
      await this.#lane.feed(
        { ...piece, bytes: step, offset, first: piece.first && at === 0 },
        position,
        block,
      );
      await this.#apart.load();
    }
  }

  lose(): void {
    this.#lane.lose();
  }

  joins(piece: DataPiece): boolean {
    return this.#lane.joins(piece);
  }

  /** Its last records, and those found without a list, still need their values, so that these are closed here. */
  async end(): Promise<void> {
    await this.#lane.end();
    await this.#apart.load();
    await this.#apart.close();
    for (const frames of this.#frames) await frames.close(false);
  }
}
