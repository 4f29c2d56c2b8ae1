/** One way to write an object into the store. Nothing exists before `commit`, nothing remains after `abort`. */
export interface ObjectWriter {
  /** Resolves when there is room for more; undefined where there is already. The chunk must not change afterwards. */
  write(chunk: Buffer): Promise<void> | undefined;
  /** Resolves to the ETag. */
  commit(): Promise<string>;
  /** Never rejects: what cannot be undone now is left to the sweep of unfinished uploads. */
  abort(): Promise<void>;
}
