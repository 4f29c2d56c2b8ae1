import type { BatchFile } from '../../domain/batch.ts';
import type { LengthClaims } from '../../domain/upload.ts';

/** What is checked against the bytes of one request: they count all or not at all. */
export interface ContentCheck {
  update(chunk: Buffer): void;
  /** @throws ArgusError */
  check(): void;
}

/** Bytes for an upload. */
export interface Append {
  batchId: string;
  uploadId: string;
  claims: LengthClaims;
  /** Whether the file is whole as soon as it has its length (tus), and not only when the client says so. */
  wholeAtLength: boolean;
  /** Throws ArgusErrors alone. */
  source: (signal: AbortSignal) => AsyncIterable<Buffer>;
  /** Aborts when the client is gone or too slow. */
  signal: AbortSignal;
  check?: ContentCheck | undefined;
  /** Called with the bytes that are safe by now. */
  onProgress?: ((received: number) => void) | undefined;
}

export interface Appended {
  /** Safe by now. */
  received: number;
  /** All bytes are here: the file counts, or the piece is whole. */
  whole: boolean;
  file?: BatchFile | undefined;
}
