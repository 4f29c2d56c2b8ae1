import type { FileState } from '../../domain/file-state.ts';
import { type Verdict, verdictFails } from '../../domain/verdict.ts';
import type { FileSummary } from './file-summary.ts';

/** What the row of a file takes from its summary. */
export interface SummaryOutcome {
  state: Extract<FileState, 'parsed' | 'failed'>;
  format: string;
  verdict: Verdict;
  message_count: number;
}

export function outcomeOf({ format, verdict, message_count }: FileSummary): SummaryOutcome {
  return { state: verdictFails(verdict) ? 'failed' : 'parsed', format, verdict, message_count };
}

/** Whether a summary made without databases of CAN signals would differ with them. */
export function dependsOnDatabases({ databases }: Pick<FileSummary, 'databases'>): boolean {
  return databases !== undefined;
}
