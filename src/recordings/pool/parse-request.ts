import type { SharedDatabase } from '../meaning/dbc/shared-database.ts';
import type { FileSummary } from '../summary/file-summary.ts';
import type { SharedFormat } from './shared-format.ts';

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

/** What is handed to a thread. */
export interface ThreadTask {
  request: ParseRequest;
  /** Where the thread notes which format it found. */
  format: SharedFormat;
  /** Where the thread counts the bytes of the file that it has taken in. */
  bytesRead: BigInt64Array<SharedArrayBuffer>;
}

/** Errors lose their code on the way between threads, so a failure of the source is a value. */
export type ThreadResult = { ok: true; summary: FileSummary } | { ok: false; unavailable: string };
