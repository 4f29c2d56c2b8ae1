import type { SummarisedFile } from '../../diagnosis/summarised-file.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { emptySummary } from '../../recordings/summary/empty-summary.ts';
import type { FileSummary } from '../../recordings/summary/file-summary.ts';
import type { Db, Tx } from './pool.ts';

export interface NewSummary {
  sha256: string;
  summary: FileSummary;
}

/** The first one is kept: the same bytes and the same parser give the same summary. */
export async function putSummaries(tx: Tx, entries: NewSummary[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query({
    name: 'put-summaries',
    text: `INSERT INTO summaries (sha256, parser_version, summary)
           SELECT sha256, parser_version, summary::json FROM unnest($1::text[], $2::text[], $3::text[])
             AS s(sha256, parser_version, summary)
           ORDER BY sha256 ON CONFLICT DO NOTHING`,
    values: [
      entries.map(({ sha256 }) => sha256),
      entries.map(({ summary }) => summary.parser_version),
      entries.map(({ summary }) => JSON.stringify(summary)),
    ],
  });
}

/** Summaries by content: (SHA-256 of the file, parser version). */
export function createSummaryStore(db: Db) {
  return {
    /**
     * The summaries of these contents by any of these parser versions; if there are several, that of the last
     * version.
     */
    async find(sha256s: string[], parserVersions: string[]): Promise<Map<string, FileSummary>> {
      const { rows } = await db.query<{ sha256: string; summary: FileSummary }>({
        name: 'find-summaries',
        text: `SELECT sha256, summary FROM summaries WHERE sha256 = ANY($1) AND parser_version = ANY($2)
               ORDER BY array_position($2, parser_version)`,
        values: [sha256s, parserVersions],
      });
      return new Map(rows.map(({ sha256, summary }) => [sha256, summary]));
    },

    /** Every processed file of a batch with its summary, by position, a page at a time. */
    async *ofBatch(batchId: string, pageSize = 200): AsyncGenerator<SummarisedFile> {
      for (let offset = 0; ; offset += pageSize) {
        const { rows } = await db.query<ProcessedRow>({
          name: 'summaries-of-batch',
          text: `SELECT f.id AS file_id, f.name, f.size, f.sha256, f.state, f.format, f.verdict, s.summary
                 FROM files f LEFT JOIN summaries s ON s.sha256 = f.sha256 AND s.parser_version = f.parser_version
                 WHERE f.batch_id = $1 AND f.position >= $2 AND f.position < $3 ORDER BY f.position`,
          values: [batchId, offset, offset + pageSize],
        });
        for (const { format, verdict, summary, ...file } of rows) {
          yield { ...file, summary: summary ?? emptySummary(file.size, verdict, format ?? undefined) };
        }
        if (rows.length < pageSize) return;
      }
    },
  };
}

type ProcessedRow = Omit<SummarisedFile, 'summary'> & {
  format: string | null;
  verdict: Verdict;
  summary: FileSummary | null;
};

export type SummaryStore = ReturnType<typeof createSummaryStore>;
