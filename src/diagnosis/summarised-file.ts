import type { FileState } from '../domain/file-state.ts';
import { verdictFails } from '../domain/verdict.ts';
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

/**
 * The recordings of an archive, each as a file of its own, named behind the archive; what is wrong with the archive
 * itself is a further one, without messages. Any other file stays one.
 */
export function filesOf(file: SummarisedFile): SummarisedFile[] {
  const { members, ...archive } = file.summary;
  if (!members || members.length === 0) return [file];
  const distinct = distinctNames(members.map(({ name }) => name));
  const inside = members.map(
    ({ size_bytes, sha256, summary }, index): SummarisedFile => ({
      file_id: file.file_id,
      name: `${file.name}: ${distinct[index]}`,
      size: size_bytes,
      sha256,
      state: verdictFails(summary.verdict) ? 'failed' : 'parsed',
      summary,
    }),
  );
  if (archive.verdict.code === 'ok') return inside;
  return [...inside, { ...file, summary: { ...archive, message_count: 0, size_bytes: 0 }, size: 0 }];
}

/** Archives may hold several files of one name, as tar does when a file is added again: "a.csv", "a.csv (2)". */
function distinctNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let distinct = name;
    for (let copy = 2; used.has(distinct); copy += 1) distinct = `${name} (${copy})`;
    used.add(distinct);
    return distinct;
  });
}
