import type { FileSummary } from '../summary/file-summary.ts';
import type { ParseRequest } from './parse-request.ts';

export interface SummariseInPool {
  signal?: AbortSignal;
  /** Called several times a second with the number of bytes read so far. */
  onBytes?: (count: number) => void;
  /**
   * Only in a thread that nothing else needs: rejects with `NoSpareThread` where none is idle, and later where other
   * work has waited for a thread and this function, asked then, still allows to give the file up.
   */
  spare?: () => boolean;
}

/** A file that was to be read in a spare thread was not, or not to its end. */
export class NoSpareThread extends Error {
  /** Whether the file had been begun. */
  readonly begun: boolean;

  constructor(begun: boolean) {
    super(begun ? 'The thread was needed for other work.' : 'No thread is idle.');
    this.name = 'NoSpareThread';
    this.begun = begun;
  }
}

export interface ParsePool {
  /**
   * Never rejects because of the file's content: a file that crashes its thread gets a verdict, and the thread is
   * replaced. Rejects with `SourceError` (code `source_unavailable`) if the bytes cannot be read now, with the reason
   * of an aborted `signal`, and if no thread can be started. A pool without threads of its own ignores `spare`.
   */
  summarise(request: ParseRequest, options?: SummariseInPool): Promise<FileSummary>;
  /** Terminates the threads, whatever they are doing. */
  close(): Promise<void>;
}

/** Milliseconds between two progress reports. */
export const progressMs = 100;
