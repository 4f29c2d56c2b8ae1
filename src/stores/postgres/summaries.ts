import type { SummarisedFile } from '../../diagnosis/summarised-file.ts';
import { boundedText } from '../../domain/bounded-text.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { emptySummary } from '../../recordings/summary/empty-summary.ts';
import type { FileSummary } from '../../recordings/summary/file-summary.ts';
import {
  dependsOnDatabases,
  outcomeOf,
  type SummaryOutcome,
} from '../../recordings/summary/summary-outcome.ts';
import type { Db, Tx } from './pool.ts';

export interface NewSummary {
  sha256: string;
  summary: FileSummary;
}

/** Parser versions of the summaries that apply to a batch. */
export interface SummaryVersions {
  /** Of what the databases of CAN signals do not change. */
  plain: string;
  /** With those of the batch; the same as `plain` where it has none. */
  withDatabases: string;
}

/** What `summaries.outcome` holds. */
type StoredOutcome = SummaryOutcome & { needs_databases: boolean };

/** The first one is kept: the same bytes and the same parser give the same summary. */
export async function putSummaries(tx: Tx, entries: NewSummary[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query({
    name: 'put-summaries',
    text: insertSummaries(`unnest($1::text[], $2::text[], $3::text[], $4::text[])
             AS s(sha256, parser_version, summary, outcome)`),
    values: columnsOf(entries),
  });
}

/** The same in a statement of its own, of those whose files are still there. */
export async function putSummariesOfFiles(
  db: Db,
  entries: (NewSummary & { fileId: string })[],
): Promise<void> {
  await db.query({
    name: 'put-summaries-of-files',
    text: `WITH present_files AS MATERIALIZED (
             SELECT id FROM files WHERE id = ANY ($5) ORDER BY id FOR KEY SHARE)
           ${insertSummaries(`unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[])
             AS s(sha256, parser_version, summary, outcome, file_id) JOIN present_files ON present_files.id = file_id`)}`,
    values: [...columnsOf(entries), entries.map(({ fileId }) => fileId)],
  });
}

const insertSummaries = (from: string) => `
  INSERT INTO summaries AS present (sha256, parser_version, summary, outcome)
  SELECT DISTINCT ON (sha256, parser_version) sha256, parser_version, summary::json, outcome::jsonb
  FROM ${from}
  ORDER BY sha256, parser_version
  ON CONFLICT (sha256, parser_version) DO UPDATE SET outcome = excluded.outcome WHERE present.outcome IS NULL`;

function columnsOf(entries: readonly NewSummary[]): string[][] {
  return [
    entries.map(({ sha256 }) => sha256),
    entries.map(({ summary }) => summary.parser_version),
    entries.map(({ summary }) => JSON.stringify(summary)),
    entries.map(({ summary }) => JSON.stringify(storedOutcome(summary))),
  ];
}

/** Summaries by content: (SHA-256 of the file, parser version). */
export function createSummaryStore(db: Db) {
  return {
    /** Which of these contents have a summary by this parser version, or one by the plain version that no database changes. */
    async present(sha256s: string[], { plain, withDatabases }: SummaryVersions): Promise<Set<string>> {
      const { rows } = await db.query<{ sha256: string }>({
        name: 'present-summaries',
        text: `SELECT sha256 FROM summaries WHERE sha256 = ANY ($1) AND outcome IS NOT NULL AND (
                 parser_version = $3 OR (parser_version = $2 AND NOT (outcome ->> 'needs_databases')::boolean))`,
        values: [sha256s, plain, withDatabases],
      });
      return new Set(rows.map(({ sha256 }) => sha256));
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

function storedOutcome(summary: FileSummary): StoredOutcome {
  const { verdict, ...outcome } = outcomeOf(summary);
  return {
    ...outcome,
    verdict: { ...verdict, message: boundedText(verdict.message) },
    needs_databases: dependsOnDatabases(summary),
  };
}

type ProcessedRow = Omit<SummarisedFile, 'summary'> & {
  format: string | null;
  verdict: Verdict;
  summary: FileSummary | null;
};

export type SummaryStore = ReturnType<typeof createSummaryStore>;
