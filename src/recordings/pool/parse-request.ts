import type { SharedDatabase } from '../meaning/dbc/shared-database.ts';
import type { FileSummary } from '../summary/file-summary.ts';

/** Where a thread gets the bytes from; it fetches them itself, so that they never cross threads. */
export type ParseRequest = (
  | { kind: 'url'; url: string /** Bytes. */; size: number }
  | { kind: 'path'; path: string }
) & {
  /** Lower-case hexadecimal. When given, the bytes are checked against it while they are read. */
  sha256?: string;
  /** Databases of CAN signals, made with `shareDatabase`; the first that defines an identifier applies. */
  databases?: readonly SharedDatabase[];
};

/** Instead of a format: no thread has started the file yet. */
export const notTaken = -1;

/** One task of a thread. */
export interface ThreadTask {
  request: ParseRequest;
  /**
   * The thread writes here which format it found (index in `recordingFormats`), readable even if it dies; `notTaken`
   * until it begins.
   */
  format: Int32Array<SharedArrayBuffer>;
  /** The number of bytes it has read so far. */
  bytesRead: BigInt64Array<SharedArrayBuffer>;
}

/** Errors lose their code between threads, so a failure of the source is a value. */
export type ThreadResult = { ok: true; summary: FileSummary } | { ok: false; unavailable: string };
