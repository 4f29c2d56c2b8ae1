import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { FrameColumns } from '../../meaning/can/frame-columns.ts';
import { addHeld, type FrameData, maxFrameBytes } from './frame-data.ts';
import { WaitingValues, waitingPlaces } from './waiting-values.ts';

/** Matches frames and their data bytes if both are records of one unsorted data group. */
export class WaitingFrames extends WaitingValues implements FrameData {
  readonly #batch: FrameBatch;
  readonly #frames = new FrameColumns();

  constructor(batch: FrameBatch, byOrder: boolean) {
    super(byOrder);
    this.#batch = batch;
  }

  give(row: number, length: number, dataOffset: number): void {
    const early = this.takeEarly(dataOffset);
    if (early) {
      this.#addEarly(row, early);
      return;
    }
    this.#frames.copy(this.#batch, row, this.place);
    this.wait(length, dataOffset);
  }

  protected pass(place: number, at: number, length: number): void {
    const batch = this.#batch;
    batch.copy(this.#frames, place, batch.count);
    batch.start[batch.count] = at;
    batch.length[batch.count] = Math.min(length, maxFrameBytes);
    batch.add();
  }

  #addEarly(row: number, bytes: Uint8Array): void {
    this.#frames.copy(this.#batch, row, waitingPlaces);
    addHeld(this.#batch, this.#frames, waitingPlaces, bytes);
  }
}
