import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { FrameColumns } from '../../meaning/can/frame-columns.ts';
import type { DataPiece } from '../mdf/data-piece.ts';
import { addHeld, type FrameData, maxFrameBytes } from '../mdf/frame-data.ts';
import { StoredValues } from './stored-values.ts';

/** Length and data bytes of a frame in signal data. */
const longestValue = 4 + maxFrameBytes;

/** The data bytes of frames in signal data (SD blocks), whose records stand among those of other groups. */
export class StoredFrames extends StoredValues implements FrameData {
  readonly #batch: FrameBatch;
  readonly #held = new FrameColumns();

  constructor(pieces: AsyncIterator<DataPiece>, positions: readonly number[], batch: FrameBatch) {
    super(pieces, positions);
    this.#batch = batch;
  }

  /** Must be called before so many records are read; values are stored in the order of their records. */
  async prepare(records: number): Promise<void> {
    await this.reachTo(this.latest, this.latest + (records + 1) * longestValue);
  }

  give(row: number, _length: number, dataOffset: number): void {
    const bytes = this.valueAt(dataOffset);
    this.#held.copy(this.#batch, row, 0);
    addHeld(this.#batch, this.#held, 0, bytes && bytes.byteLength <= maxFrameBytes ? bytes : noBytes);
  }
}

const noBytes = new Uint8Array();
