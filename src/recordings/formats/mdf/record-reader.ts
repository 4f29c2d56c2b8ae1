/** Reads the complete record at `at`, the `index`th of its group; `offset` is its place in the file. */
export interface RecordReader {
  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void;
  /**
   * The same for `count` consecutive records of `size` bytes; `offset` is that of the first, and grows by `step` from
   * one to the next. For readers that read many together faster than one by one.
   */
  readRun?(
    data: Uint8Array,
    view: DataView,
    at: number,
    size: number,
    count: number,
    index: number,
    offset: number,
    step: number,
  ): void;
}
