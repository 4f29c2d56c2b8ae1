import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { DataPiece } from '../mdf/data-piece.ts';
import { type FrameData, maxFrameBytes } from '../mdf/frame-data.ts';
import { SignalWindow } from './signal-window.ts';

/** The data bytes of frames in signal data. */
export class SignalData extends SignalWindow implements FrameData {
  readonly #batch: FrameBatch;

  constructor(pieces: AsyncIterator<DataPiece>, positions: readonly number[], batch: FrameBatch) {
    super(pieces, positions);
    this.#batch = batch;
  }

  protected isThere(dataOffset: number): boolean {
    return dataOffset + 4 + maxFrameBytes <= this.position + this.length;
  }

  override async reach(dataOffset: number): Promise<void> {
    // Values returned so far are in a window that moves now.
    this.#batch.flush();
    await super.reach(dataOffset);
    this.open();
  }

  /** Must be called before frames of this channel are passed. */
  open(): void {
    this.#batch.open(this.window);
  }

  give(row: number, _length: number, dataOffset: number): void {
    const at = dataOffset - this.position;
    const isInside = at >= 0 && at + 4 <= this.length;
    let length = isInside ? this.view.getUint32(at, true) : Number.POSITIVE_INFINITY;
    if (length > maxFrameBytes || at + 4 + length > this.length) {
      this.lose(dataOffset);
      length = 0;
    } else this.latest = dataOffset;
    this.#batch.start[row] = length > 0 ? at + 4 : 0;
    this.#batch.length[row] = length;
    this.#batch.add();
  }
}
