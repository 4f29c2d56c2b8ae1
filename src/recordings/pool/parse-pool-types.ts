import type { FileSummary } from '../summary/file-summary.ts';
import type { ParseRequest } from './parse-request.ts';

export interface SummariseInPool {
  signal?: AbortSignal;
  /** Called several times a second with the number of bytes read so far. */
  onBytes?: (count: number) => void;
}

export interface ParsePool {
  /**
   * Never rejects because of the file's content: a file that crashes its thread gets a verdict, and the thread is
   * replaced. Rejects with `SourceError` (code `source_unavailable`) if the bytes cannot be read now, with the reason
   * of an aborted `signal`, and if no thread can be started.
   */
  summarise(request: ParseRequest, options?: SummariseInPool): Promise<FileSummary>;
  /** Terminates the threads, whatever they are doing. */
  close(): Promise<void>;
}

/** Milliseconds between two progress reports. */
export const progressMs = 100;
