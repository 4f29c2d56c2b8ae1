import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { FrameColumns } from '../../meaning/can/frame-columns.ts';

/** CAN FD carries up to 64 bytes (ISO 11898-1:2015); a longer record is not a bus record. */
export const maxFrameBytes = 64;

/** Where frames get their variable-length data bytes; each frame passed is added to the batch exactly once. */
export interface FrameData {
  /**
   * `row`: the next one of the batch, filled except for its data bytes. `dataOffset`: where these are in the signal
   * data. `length`: their number, as stated in the record; NaN if it is not stated.
   */
  give(row: number, length: number, dataOffset: number): void;
}

/** Adds a frame that was held back, with data bytes that are not in the current data of the batch. */
export function addHeld(batch: FrameBatch, frames: FrameColumns, place: number, bytes: Uint8Array): void {
  const { data } = batch;
  batch.open(bytes);
  batch.copy(frames, place, 0);
  batch.start[0] = 0;
  batch.length[0] = Math.min(bytes.byteLength, maxFrameBytes);
  batch.add();
  batch.open(data);
}
