import type { BusErrorKind } from './can-frame.ts';
import type { FrameColumns } from './frame-columns.ts';

/** One CAN bus of a recording. Readers pass it each frame, in the order of the file. */
export interface CanBus {
  /** `id` is the bare identifier, 11 or 29 bits, without flags; the rest as in `FrameHandler`. */
  frame(
    high: number,
    low: number,
    id: number,
    flags: number,
    data: Uint8Array,
    start: number,
    length: number,
    offset: number,
  ): void;
  /** Reads those of the first `count` rows whose `bus` is `index`, with data bytes in `data`; returns how many. */
  frames(columns: FrameColumns, count: number, data: Uint8Array, index: number): number;
  /** `detail` is the recorder's note about it, if any. */
  error(high: number, low: number, kind: BusErrorKind, offset: number, detail?: string): void;
}

export interface LinBus {
  /**
   * `id` is the frame identifier, 0 to 63, without parity; the payload begins at `data[start]`, where the recording has
   * it.
   */
  frame(
    high: number,
    low: number,
    id: number,
    length: number,
    offset: number,
    data?: Uint8Array,
    start?: number,
  ): void;
  error(high: number, low: number, detail: string, offset: number): void;
}
