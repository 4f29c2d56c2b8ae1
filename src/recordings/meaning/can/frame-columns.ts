/** Fits the fastest cache of a CPU core, with what is counted for each frame. */
export const batchRows = 512;

/** Frames in columns, one row each, with the units of `CanBus.frame`. */
export class FrameColumns {
  /** As returned by `FrameBatch.index`. */
  readonly bus = new Uint8Array(batchRows);
  readonly high = new Uint32Array(batchRows);
  readonly low = new Uint32Array(batchRows);
  readonly id = new Uint32Array(batchRows);
  readonly flags = new Uint8Array(batchRows);
  readonly start = new Int32Array(batchRows);
  readonly length = new Uint8Array(batchRows);
  readonly offset = new Float64Array(batchRows);

  copy(from: FrameColumns, fromRow: number, row: number): void {
    this.bus[row] = from.bus[fromRow] as number;
    this.high[row] = from.high[fromRow] as number;
    this.low[row] = from.low[fromRow] as number;
    this.id[row] = from.id[fromRow] as number;
    this.flags[row] = from.flags[fromRow] as number;
    this.start[row] = from.start[fromRow] as number;
    this.length[row] = from.length[fromRow] as number;
    this.offset[row] = from.offset[fromRow] as number;
  }
}
