/** A run of a batch. */
export interface RunRef {
  batchId: string;
  run: number;
}
