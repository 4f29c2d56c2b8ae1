/** Reads the whole record at `at`, the `index`th of its group; `offset` is where it lies in the file. */
export interface RecordReader {
  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void;
}
