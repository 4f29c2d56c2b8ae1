import { type Batch, type ProgressSnapshot, snapshotOf } from '../../domain/batch.ts';
import { boundedText } from '../../domain/bounded-text.ts';
import type { Chunk } from '../../domain/chunks.ts';
import { ArgusError } from '../../domain/error.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { SummaryOutcome } from '../../recordings/summary/summary-outcome.ts';
import { batchColumns, lockBatch } from './batch-rows.ts';
import { appendEvents } from './events.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';
import { type NewSummary, putSummaries, type SummaryVersions } from './summaries.ts';

/** The result of parsing one file. */
export interface FileResult extends SummaryOutcome {
  id: string;
  /** Stored by content; null if there is only a verdict. */
  summary: NewSummary | null;
}

/** Files that got their results from summaries which were there. */
export interface Reused {
  files: Recorded[];
  snapshot: ProgressSnapshot;
}

interface Recorded {
  id: string;
  state: SummaryOutcome['state'];
  format: string;
  verdict: Verdict;
}

/** Files of one transaction, which holds the batch's row while it writes their rows and events. */
const reusedAtOnce = 1_000;

/**
 * Stores the results of parsing some files of a batch, counts those that were not counted before, and appends
 * their events, in one transaction.
 * @throws ArgusError `state` if the batch is no longer in this run's scatter stage (a late attempt).
 */
export function recordResults(
  db: Db,
  batchId: string,
  run: number,
  results: FileResult[],
): Promise<ProgressSnapshot> {
  return inTransaction(db, async (tx) => {
    await putSummaries(
      tx,
      results.flatMap(({ summary }) => summary ?? []),
    );
    const batch = await lockScattering(tx, batchId, run);
    const { rows } = await tx.query<Recorded>({
      name: 'record-results',
      text: `UPDATE files SET state = r.state, format = r.format, verdict = r.verdict,
                    message_count = r.message_count, parser_version = r.parser_version,
                    processed_at = now()
             FROM jsonb_to_recordset($2) AS r(
               id uuid, state text, format text, verdict jsonb, message_count bigint, parser_version text)
             WHERE files.id = r.id AND files.batch_id = $1 AND files.state IN ('pending', 'parsing')
             RETURNING files.id, files.state, files.format, files.verdict`,
      values: [
        batchId,
        JSON.stringify(
          results.map(({ summary, ...result }) => ({
            ...result,
            verdict: { ...result.verdict, message: boundedText(result.verdict.message) },
            parser_version: summary?.summary.parser_version ?? null,
          })),
        ),
      ],
    });
    return countRecorded(tx, batch, rows);
  });
}

/**
 * Gives files of a batch their results from summaries of the same bytes, at most a thousand at once. Empty files are left
 * out: of one of them its name may say more than its content. Resolves to undefined where no file has such a summary.
 * @throws ArgusError `state` if the batch is no longer in this run's scatter stage.
 */
export async function reuseSummaries(
  db: Db,
  batchId: string,
  run: number,
  { offset, limit }: Chunk,
  { plain, withDatabases }: SummaryVersions,
): Promise<Reused | undefined> {
  const { rows: found } = await db.query<{ id: string; parser_version: string }>({
    name: 'reusable-summaries',
    text: `SELECT f.id, s.parser_version FROM files f JOIN LATERAL (
             SELECT parser_version FROM summaries
             WHERE sha256 = f.sha256 AND outcome IS NOT NULL AND (
               parser_version = $5 OR (parser_version = $4 AND NOT (outcome ->> 'needs_databases')::boolean))
             ORDER BY parser_version = $5 DESC LIMIT 1) AS s ON true
           WHERE f.batch_id = $1 AND f.position >= $2 AND f.position < $3
             AND f.state IN ('pending', 'parsing') AND f.size > 0
           ORDER BY f.position LIMIT ${reusedAtOnce}`,
    values: [batchId, offset, offset + limit, plain, withDatabases],
  });
  if (found.length === 0) return undefined;
  return inTransaction(db, async (tx) => {
    const batch = await lockScattering(tx, batchId, run);
    const { rows: files } = await tx.query<Recorded>({
      name: 'reuse-summaries',
      text: `UPDATE files SET state = s.outcome ->> 'state', format = s.outcome ->> 'format',
                    verdict = s.outcome -> 'verdict', message_count = (s.outcome ->> 'message_count')::bigint,
                    parser_version = s.parser_version, processed_at = now()
             FROM unnest($2::uuid[], $3::text[]) AS found(id, parser_version), summaries s
             WHERE files.id = found.id AND files.batch_id = $1 AND files.state IN ('pending', 'parsing')
               AND s.sha256 = files.sha256 AND s.parser_version = found.parser_version
             RETURNING files.id, files.state, files.format, files.verdict`,
      values: [batchId, found.map(({ id }) => id), found.map(({ parser_version }) => parser_version)],
    });
    return { files, snapshot: await countRecorded(tx, batch, files) };
  });
}

async function lockScattering(tx: Tx, batchId: string, run: number): Promise<Batch> {
  const batch = await lockBatch(tx, batchId);
  if (batch.run === run && batch.status === 'scattering') return batch;
  throw new ArgusError(
    'state',
    `The batch is ${batch.status} (run ${batch.run}); results of run ${run} come late.`,
  );
}

/** Adds files that have just got their results to the batch's counts and events. */
async function countRecorded(tx: Tx, batch: Batch, files: Recorded[]): Promise<ProgressSnapshot> {
  if (files.length === 0) return snapshotOf(batch);
  const { rows } = await tx.query<Batch>({
    name: 'count-results',
    text: `UPDATE batches SET processed_files = processed_files + $2, failed_files = failed_files + $3,
                  updated_at = now()
           WHERE id = $1 RETURNING ${batchColumns}`,
    values: [batch.id, files.length, files.filter(({ state }) => state === 'failed').length],
  });
  await appendEvents(
    tx,
    batch.id,
    batch.run,
    files.map(({ id, state, verdict }) => ({
      type: 'FileParsed',
      payload: { file_id: id, state, verdict_code: verdict.code },
    })),
  );
  return snapshotOf(rows[0] as Batch);
}
