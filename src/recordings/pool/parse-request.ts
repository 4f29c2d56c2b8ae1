import type { SharedDatabase } from '../meaning/dbc/shared-database.ts';
import type { FileSummary } from '../summary/file-summary.ts';
import type { SharedFormat } from './shared-format.ts';

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

/** One task of a thread. */
export interface ThreadTask {
  request: ParseRequest;
  /** Where the thread notes which format it found, readable even if it dies. */
  format: SharedFormat;
  /** The number of bytes it has read so far. */
  bytesRead: BigInt64Array<SharedArrayBuffer>;
}

/** Errors lose their code between threads, so a failure of the source is a value. */
export type ThreadResult = { ok: true; summary: FileSummary } | { ok: false; unavailable: string };
