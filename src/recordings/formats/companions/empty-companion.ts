import { type CompanionKind, companionFormat } from '../../summary/companion.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';

/** SQLite leaves these beside a database that was not closed; if they are empty, only their names identify them. */
const endings: { ending: string; kind: CompanionKind; what: string }[] = [
  { ending: '-wal', kind: 'sqlite-wal', what: 'write-ahead log' },
  { ending: '-shm', kind: 'sqlite-shm', what: 'index of the write-ahead log' },
  { ending: '-journal', kind: 'sqlite-wal', what: 'journal' },
];

/**
 * The summary of an empty file that belongs to a database, such as `drive_0.db3-wal`; undefined for any other. The
 * only place where a name determines what a file is, since there are no bytes.
 */
export function emptyCompanion({ name, size }: { name: string; size: number }): FileSummary | undefined {
  const known = size === 0 && endings.find(({ ending }) => name.toLowerCase().endsWith(ending));
  if (!known) return undefined;
  const message = `This is the ${known.what} of a SQLite database; it is empty, so that nothing is missing.`;
  return {
    ...emptySummary(0, { code: 'ok', message }, companionFormat),
    companion: { kind: known.kind, files: [] },
  };
}
