/** Where a reader gets its bytes from: a local file, an object in the store, a buffer. */
export interface ByteSource {
  /** Total size in bytes; where `sizeIsBound`, no more than that. */
  readonly size: number;
  /** The size shows only when the end is reached, as with a file that is unpacked while it is read. */
  readonly sizeIsBound?: boolean;
  /**
   * The bytes from `offset` (default 0) to the end, in chunks of any size, never all at once.
   * Ends early only by throwing.
   */
  stream(offset?: number): AsyncIterable<Uint8Array>;
}

export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    async *stream(offset = 0) {
      yield bytes.subarray(offset);
    },
  };
}
