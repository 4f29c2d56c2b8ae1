import type { FileSummary } from '../summary/file-summary.ts';
import type { ParseRequest } from './parse-request.ts';

export interface SummariseInPool {
  signal?: AbortSignal;
  /** Called several times a second with the number of bytes read so far. */
  onBytes?: (count: number) => void;
}

export interface ParsePool {
  /**
   * Never rejects for what the file contains: a file that ends its thread gets a verdict, and the thread is replaced.
   * Rejects with `SourceError` (code `source_unavailable`) when the bytes cannot be read now, with the reason of an
   * aborted `signal`, and when no thread can be started.
   */
  summarise(request: ParseRequest, options?: SummariseInPool): Promise<FileSummary>;
  /** Ends the threads, whatever they are doing. */
  close(): Promise<void>;
}

/** Between two reports of progress. */
export const progressMs = 100;
