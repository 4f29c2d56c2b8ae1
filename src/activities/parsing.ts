import { unlessAborted } from '../async/unless-aborted.ts';
import { type BatchFile, fileObjectKey } from '../domain/batch.ts';
import { dependsOnContentAlone } from '../domain/verdict.ts';
import { versionWith } from '../recordings/meaning/dbc/database-version.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { ParsePool } from '../recordings/pool/parse-pool-types.ts';
import { type FileSummary, parserVersion } from '../recordings/summary/file-summary.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { SummaryVersions } from '../stores/postgres/summaries.ts';

export interface ParsingDeps {
  objects: Pick<ObjectStore, 'linkTo'>;
  pool: ParsePool;
}

/** A presigned URL must outlive the longest parse of one file. */
const presignSeconds = 6 * 3600;

interface Ahead {
  summary: Promise<FileSummary>;
  /** Whether a run of the batch waits for it. */
  isWanted: boolean;
}

export function versionsFor(databases: readonly SharedDatabase[]): SummaryVersions {
  return { plain: parserVersion, withDatabases: versionWith(databases) };
}

/** Reads files from the object store. What is being read ahead is not read again in this process: a run waits for it. */
export function createParsing({ objects, pool }: ParsingDeps) {
  const ahead = new Map<string, Ahead>();

  async function requestFor(file: BatchFile, databases: SharedDatabase[]) {
    const link = await objects.linkTo(fileObjectKey(file.batch_id, file.id), presignSeconds);
    return { kind: 'url', ...link, size: file.size, sha256: file.sha256, databases } as const;
  }

  return {
    /** For a run. Rejects as `ParsePool.summarise` does. */
    async summarise(file: BatchFile, databases: SharedDatabase[], signal: AbortSignal): Promise<FileSummary> {
      const present = ahead.get(keyOf(file, databases));
      if (present) {
        present.isWanted = true;
        const summary = await unlessAborted(
          signal,
          present.summary.catch(() => undefined),
        );
        if (summary) return summary;
      }
      return pool.summarise(await requestFor(file, databases), { signal });
    },

    /**
     * In a thread that nothing else needs, unless a run comes to wait for it. Resolves to undefined where the file is being read
     * already. Until `forget` a run finds the summary here.
     * @throws NoSpareThread and what `ParsePool.summarise` rejects with.
     */
    async summariseAhead(
      file: BatchFile,
      databases: SharedDatabase[],
      signal: AbortSignal,
    ): Promise<FileSummary | undefined> {
      const key = keyOf(file, databases);
      if (ahead.has(key)) return undefined;
      const entry: Ahead = {
        isWanted: false,
        summary: requestFor(file, databases).then((request) =>
          pool.summarise(request, { signal, spare: () => !entry.isWanted }),
        ),
      };
      ahead.set(key, entry);
      try {
        const summary = await entry.summary;
        if (!dependsOnContentAlone(summary.verdict.code)) ahead.delete(key);
        return summary;
      } catch (error) {
        ahead.delete(key);
        throw error;
      }
    },

    /** The summary has been stored, where every run finds it. */
    forget(file: BatchFile, databases: SharedDatabase[]): void {
      ahead.delete(keyOf(file, databases));
    },
  };
}

export type Parsing = ReturnType<typeof createParsing>;

/** The same bytes give the same summary with the same databases. */
function keyOf({ sha256 }: BatchFile, databases: readonly SharedDatabase[]): string {
  return `${sha256} ${versionWith(databases)}`;
}
