import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import { compareText } from './sighting.ts';

/** Files with the same bytes. */
export interface Duplicate {
  sha256: string;
  /** How many files have these bytes. */
  count: number;
  /** The first of them by name. */
  files: { file_id: string; file_name: string }[];
}

const held = 20_000;
const kept = 50;
const keptFiles = 5;

export function createDuplicates() {
  const byContent = createBoundedMap<Duplicate>(held);
  return {
    add({ sha256, file_id, name, state, summary }: SummarisedFile): void {
      // Empty files all have the same bytes; their verdict describes them.
      if (state === 'failed' || summary.message_count === 0) return;
      const file = { file_id, file_name: name };
      byContent.put(
        sha256,
        () => ({ sha256, count: 1, files: [file] }),
        (present) => {
          present.count += 1;
          present.files = [...present.files, file].sort(compareFiles).slice(0, keptFiles);
        },
      );
    },
    /** Those with the most files first. */
    finish: (): Duplicate[] =>
      byContent
        .values()
        .filter(({ count }) => count > 1)
        .sort((a, b) => b.count - a.count || compareText(a.sha256, b.sha256))
        .slice(0, kept),
  };
}

function compareFiles(a: Duplicate['files'][number], b: Duplicate['files'][number]): number {
  return compareText(a.file_name, b.file_name) || compareText(a.file_id, b.file_id);
}
