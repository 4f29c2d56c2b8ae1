/** One way of bringing an object's bytes into the store. Nothing exists before `commit`, nothing is left by `abort`. */
export interface ObjectWriter {
  /** Resolves when there is room for more. The chunk must not change afterwards. */
  write(chunk: Buffer): Promise<void>;
  /** Resolves to the ETag. */
  commit(): Promise<string>;
  /** Never rejects: what cannot be undone now, the sweep of unfinished uploads does later. */
  abort(): Promise<void>;
}
