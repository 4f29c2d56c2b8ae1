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
  /**
   * Where the bytes are so near (files of this machine) that reading them at once costs less than waiting for them.
   * Throws `SourceError`, also while it reads.
   */
  open?(): OpenSource;
}

export interface OpenSource {
  /** Reads from `offset` on; gives how many bytes, 0 only at the end. */
  read(target: Uint8Array, offset: number): number;
  close(): void;
}

export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    async *stream(offset = 0) {
      yield bytes.subarray(offset);
    },
  };
}
