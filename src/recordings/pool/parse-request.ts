import type { SharedDatabase } from '../meaning/dbc/shared-database.ts';
import type { FileSummary } from '../summary/file-summary.ts';

/** Where a thread gets the bytes from; it fetches them itself, so that they never cross threads. */
export type ParseRequest = (
  | { kind: 'url'; url: string /** Bytes. */; size: number }
  | { kind: 'path'; path: string }
) & {
  /** Lower-case hexadecimal. When given, the bytes are held against it on the way. */
  sha256?: string;
  /** What CAN frames mean, made with `shareDatabase`; the first that defines an identifier holds. */
  databases?: readonly SharedDatabase[];
};

/** In place of a format: no thread has begun with the file. */
export const notTaken = -1;

/** What is handed to a thread. */
export interface ThreadTask {
  request: ParseRequest;
  /**
   * The thread writes here which format it found (index in `recordingFormats`), readable even if it dies; `notTaken` until it
   * begins.
   */
  format: Int32Array<SharedArrayBuffer>;
  /** And here how many bytes of the file it has taken in so far. */
  bytesRead: BigInt64Array<SharedArrayBuffer>;
}

/** Errors lose their code on the way between threads, so a failure of the source is a value. */
export type ThreadResult = { ok: true; summary: FileSummary } | { ok: false; unavailable: string };
