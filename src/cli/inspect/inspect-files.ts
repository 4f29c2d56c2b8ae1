import { stat } from 'node:fs/promises';
import { emptyCompanion } from '../../recordings/formats/companions/empty-companion.ts';
import type { SharedDatabase } from '../../recordings/meaning/dbc/shared-database.ts';
import type { ParsePool } from '../../recordings/pool/parse-pool-types.ts';
import type { FileSummary } from '../../recordings/summary/file-summary.ts';

export interface InspectedFile {
  path: string;
  summary: FileSummary;
}

export interface InspectProgress {
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
}

/**
 * Reads the files in parallel, as many as the pool has threads, and yields them in the given order, each as soon as it
 * and those before it are done.
 */
export async function* inspectFiles(
  pool: ParsePool,
  paths: readonly string[],
  databases: readonly SharedDatabase[],
  onProgress: (progress: InspectProgress) => void,
): AsyncGenerator<InspectedFile> {
  const sizes = await Promise.all(paths.map(sizeOf));
  const totalBytes = sizes.reduce<number>((sum, size = 0) => sum + size, 0);
  const bytesOf = new Array<number>(paths.length).fill(0);
  let files = 0;
  const report = () => {
    const bytes = bytesOf.reduce((sum, count) => sum + count, 0);
    onProgress({ files, totalFiles: paths.length, bytes, totalBytes });
  };
  const reading = paths.map(async (path, index) => {
    const size = sizes[index] ?? 0;
    const onBytes = (count: number) => {
      // A reader may read some bytes twice.
      bytesOf[index] = Math.min(count, size);
      report();
    };
    const named = sizes[index] === 0 ? emptyCompanion({ name: path, size }) : undefined;
    const summary = named ?? (await pool.summarise({ kind: 'path', path, databases }, { onBytes }));
    bytesOf[index] = size;
    files += 1;
    report();
    return { path, summary };
  });
  // A failure while another file is awaited is reported when its turn comes.
  for (const one of reading) one.catch(() => undefined);
  for (const one of reading) yield await one;
}

/** A missing file is left to the reader, which reports it better. */
async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}
