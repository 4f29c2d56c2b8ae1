import { isDamaged, type Verdict } from '../../domain/verdict.ts';
import type { TimeSpan } from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { compareText, hasBelievableSpan } from './sighting.ts';
import { createTopList } from './top-list.ts';

/** What the aggregate keeps of one file. */
export interface FileRow {
  file_id: string;
  name: string;
  size: number;
  sha256: string;
  format: string;
  /** As in the file's summary. */
  packed_with?: string[];
  read_as?: string;
  state: 'parsed' | 'failed';
  verdict: Verdict;
  message_count: number;
  span: TimeSpan | null;
  /** Whether its times can be compared with those of other files. */
  believable: boolean;
}

const kept = 1000;

/** The failed ones first, then the damaged, then those with unsupported parts, then by name. */
export function createFileRows() {
  const rows = createTopList<FileRow>(
    kept,
    (a, b) => rank(a) - rank(b) || compareText(a.name, b.name) || compareText(a.file_id, b.file_id),
  );
  return {
    add({ file_id, name, size, sha256, state, summary }: SummarisedFile): void {
      rows.add({
        file_id,
        name,
        size,
        sha256,
        format: summary.format,
        ...(summary.packed_with && { packed_with: summary.packed_with }),
        ...(summary.read_as && { read_as: summary.read_as }),
        state,
        verdict: summary.verdict,
        message_count: summary.message_count,
        span: summary.span,
        believable: hasBelievableSpan(summary),
      });
    },
    finish: () => ({ files: rows.items(), omitted: rows.dropped() }),
  };
}

function rank({ state, verdict }: FileRow): number {
  if (state === 'failed') return 0;
  if (isDamaged(verdict)) return 1;
  return verdict.code === 'ok' ? 3 : 2;
}
