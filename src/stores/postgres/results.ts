import type { Batch, ProgressSnapshot } from '../../domain/batch.ts';
import { boundedText } from '../../domain/bounded-text.ts';
import type { Chunk } from '../../domain/chunks.ts';
import { ArgusError } from '../../domain/error.ts';
import { eventId } from '../../domain/event.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { SummaryOutcome } from '../../recordings/summary/summary-outcome.ts';
import { noSuchBatch } from './batch-rows.ts';
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
  const rows = results.map(({ summary, ...result }) => ({
    ...result,
    verdict: { ...result.verdict, message: boundedText(result.verdict.message) },
    parser_version: summary?.summary.parser_version ?? null,
    event_id: eventIdOf(batchId, run, result.id),
  }));
  return inTransaction(db, async (tx) => {
    await putSummaries(
      tx,
      results.flatMap(({ summary }) => summary ?? []),
    );
    const { snapshot } = await record(tx, batchId, run, {
      name: 'record-results',
      results: `SELECT * FROM ROWS FROM (jsonb_to_recordset($3) AS (
                  id uuid, state text, format text, verdict jsonb, message_count bigint, parser_version text, event_id uuid))
                WITH ORDINALITY AS r(id, state, format, verdict, message_count, parser_version, event_id, place)`,
      values: [JSON.stringify(rows)],
    });
    return snapshot;
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
  return record(db, batchId, run, {
    name: 'reuse-summaries',
    results: `SELECT f.id, s.outcome ->> 'state' AS state, s.outcome ->> 'format' AS format, s.outcome -> 'verdict' AS verdict,
                     (s.outcome ->> 'message_count')::bigint AS message_count, s.parser_version, found.event_id, found.place
              FROM unnest($3::uuid[], $4::text[], $5::uuid[]) WITH ORDINALITY AS found(id, parser_version, event_id, place)
              JOIN files f ON f.id = found.id
              JOIN summaries s ON s.sha256 = f.sha256 AND s.parser_version = found.parser_version`,
    values: [
      found.map(({ id }) => id),
      found.map(({ parser_version }) => parser_version),
      found.map(({ id }) => eventIdOf(batchId, run, id)),
    ],
  });
}

/** Of an event `FileParsed`, which the file alone tells from others of its run. */
function eventIdOf(batchId: string, run: number, fileId: string): string {
  const payload = { file_id: fileId, state: 'parsed', verdict_code: '' } as const;
  return eventId(batchId, run, { type: 'FileParsed', payload });
}

interface Results {
  /** Of the statement. */
  name: string;
  /** SQL of id, state, format, verdict, message_count, parser_version, event_id and place, with parameters from $3 on. */
  results: string;
  values: unknown[];
}

/**
 * Gives files their results, counts those that had none, and appends their events, in one statement. The row of the batch is
 * locked before anything is written, so that within a batch the order of `seq` is the order of commits.
 */
async function record(
  db: Db | Tx,
  batchId: string,
  run: number,
  { name, results, values }: Results,
): Promise<Reused> {
  const { rows } = await db.query<ProgressSnapshot & { file: Recorded | null }>({
    name,
    text: `WITH open AS MATERIALIZED (
             SELECT id FROM batches WHERE id = $1 AND run = $2 AND status = 'scattering' FOR UPDATE),
           results AS MATERIALIZED (${results}),
           recorded AS (
             UPDATE files SET state = r.state, format = r.format, verdict = r.verdict, message_count = r.message_count,
                    parser_version = r.parser_version, processed_at = now()
             FROM results r, open
             WHERE files.id = r.id AND files.batch_id = open.id AND files.state IN ('pending', 'parsing')
             RETURNING files.id, files.state, files.format, files.verdict, r.event_id, r.place),
           appended AS (
             INSERT INTO events (event_id, batch_id, run, event_type, payload)
             SELECT event_id, $1, $2, 'FileParsed',
                    jsonb_build_object('file_id', id, 'state', state, 'verdict_code', verdict ->> 'code')
             FROM recorded ORDER BY place ON CONFLICT (event_id) DO NOTHING),
           counted AS (
             UPDATE batches SET processed_files = processed_files + added.files,
                    failed_files = failed_files + added.failed, updated_at = now()
             FROM open, (SELECT count(*) AS files, count(*) FILTER (WHERE state = 'failed') AS failed FROM recorded) AS added
             WHERE batches.id = open.id
             RETURNING batches.id AS batch_id, status, run, total_files, processed_files, failed_files)
           SELECT counted.*, CASE WHEN r.id IS NOT NULL THEN
                    jsonb_build_object('id', r.id, 'state', r.state, 'format', r.format, 'verdict', r.verdict) END AS file
           FROM counted LEFT JOIN recorded r ON true ORDER BY r.place`,
    values: [batchId, run, ...values],
  });
  const [first] = rows;
  if (!first) throw await whyLate(db, batchId, run);
  const { file: _, ...snapshot } = first;
  return { files: rows.flatMap(({ file }) => file ?? []), snapshot };
}

async function whyLate(db: Db | Tx, batchId: string, run: number): Promise<ArgusError> {
  const { rows } = await db.query<Pick<Batch, 'status' | 'run'>>(
    'SELECT status, run FROM batches WHERE id = $1',
    [batchId],
  );
  const [batch] = rows;
  if (!batch) return noSuchBatch(batchId);
  return new ArgusError(
    'state',
    `The batch is ${batch.status} (run ${batch.run}); results of run ${run} come late.`,
  );
}
