import type { MessagePort } from 'node:worker_threads';
import type { SharedDatabase } from '../meaning/dbc/shared-database.ts';
import type { FileSummary } from '../summary/file-summary.ts';
import type { SharedFormat } from './shared-format.ts';

/** Where a thread gets the bytes; it fetches them itself, so that they never cross threads. */
export type ParseRequest = (
  | {
      kind: 'url';
      url: string;
      /** See `HttpSourceOptions`. */
      ca?: string | undefined;
      /** Bytes. */
      size: number;
    }
  | { kind: 'path'; path: string }
) & {
  /** Lower-case hexadecimal. If given, it is verified while the bytes are read. */
  sha256?: string;
  /** Databases of CAN signals, made with `shareDatabase`; the first that defines an identifier applies. */
  databases?: readonly SharedDatabase[];
};

/** One task of a thread. */
export interface ThreadTask {
  request: ParseRequest;
  /** Where the thread stores the detected format, readable even if the thread dies. */
  format: SharedFormat;
  /** The number of bytes it has read so far. */
  bytesRead: BigInt64Array<SharedArrayBuffer>;
  /** If a second thread helps. */
  ahead?: SecondThread | undefined;
}

export interface SecondThread {
  /** The other end of that of its `UnpackTask`. */
  port: MessagePort;
  /** Not 0 once it has ended, however it did; then those who wait for it are notified. */
  ended: Int32Array<SharedArrayBuffer>;
}

/** The task of a thread that reads and unpacks for another one. */
export interface UnpackTask {
  request: ParseRequest;
  /** As in `ThreadTask`. */
  bytesRead: BigInt64Array<SharedArrayBuffer>;
  port: MessagePort;
}

/** Errors lose their code between threads, so that a failure of the source is returned as a value. */
export type ThreadResult = { ok: true; summary: FileSummary } | { ok: false; unavailable: string };
