import type { FileState } from '../domain/file-state.ts';
import type { FileSummary } from '../recordings/summary/file-summary.ts';

/** One file of a batch with the result of parsing it: the unit that gathering folds. */
export interface SummarisedFile {
  file_id: string;
  name: string;
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  state: Extract<FileState, 'parsed' | 'failed'>;
  summary: FileSummary;
}
