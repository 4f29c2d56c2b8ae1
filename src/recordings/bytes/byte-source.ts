import type { UnpackedPart } from './ahead/ahead-piece.ts';

/** The source of a reader's bytes: a local file, an object in the store, a buffer. */
export interface ByteSource {
  /** Total size in bytes; with `sizeIsBound`, an upper bound. */
  readonly size: number;
  /** The size is only known at the end, as with a file that is decompressed while it is read. */
  readonly sizeIsBound?: boolean;
  /**
   * The bytes from `offset` (default 0) to the end, in chunks of any size, never all at once.
   * Ends early only by throwing.
   */
  stream(offset?: number): AsyncIterable<Uint8Array>;
  /**
   * Present where the bytes are so close (local files) that reading them synchronously costs less than waiting for
   * them. Throws `SourceError`, also while reading.
   */
  open?(): OpenSource;
  /**
   * Present where another thread has unpacked some records, whose packed bytes are not in the stream: the one that begins
   * at `offset`, if it is one of them. The stream continues behind it (`ByteReader.jump`).
   */
  take?(offset: number): UnpackedPart | undefined;
}

export interface OpenSource {
  /** Reads from `offset` on; returns the number of bytes, 0 only at the end. */
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
