import type { Batch } from '../../domain/batch.ts';
import { type BatchStatus, isTerminal, pathBetween } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import { allFilesParsed } from '../../domain/event.ts';
import type { BatchFailure } from '../../domain/failure.ts';
import type { ManifestFile } from '../../domain/manifest.ts';
import { batchColumns, lockBatch, noSuchBatch, uploadedSoFar } from './batch-rows.ts';
import { countByStatus, type StatusCount } from './count-batches.ts';
import { freezeBatch } from './freeze-batch.ts';
import { type BatchFilter, listBatches } from './list-batches.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';
import { type Transition, transition } from './transition.ts';

export interface NewBatch {
  id: string;
  vehicle_id: string;
  vin: string;
  platform?: string | null;
  expected_workers: number | null;
  tolerated_failed_percent: number;
  urgent?: boolean;
}

export function createBatchStore(db: Db) {
  /** During the upload, `total_files` and `total_bytes` count what has been uploaded so far. */
  async function get(batchId: string): Promise<Batch | undefined> {
    const { rows } = await db.query<Batch>({
      name: 'get-batch',
      text: `SELECT ${batchColumns} FROM batches WHERE id = $1`,
      values: [batchId],
    });
    const batch = rows[0];
    if (batch?.status !== 'pending') return batch;
    return { ...batch, ...(await uploadedSoFar(db, [batchId])).get(batchId) };
  }

  return {
    /** A repeat with the same id does not create another batch. */
    async create(batch: NewBatch): Promise<Batch> {
      const { rows } = await db.query<Batch>({
        name: 'create-batch',
        text: `INSERT INTO batches (id, vehicle_id, vin, expected_workers, tolerated_failed_percent, platform, urgent, status)
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending')
               ON CONFLICT (id) DO UPDATE SET id = batches.id RETURNING ${batchColumns}`,
        values: [
          batch.id,
          batch.vehicle_id,
          batch.vin,
          batch.expected_workers,
          batch.tolerated_failed_percent,
          batch.platform ?? null,
          batch.urgent ?? false,
        ],
      });
      return rows[0] as Batch;
    },

    get,

    /** Newest first; `before` is the id of the last batch of the previous page. */
    list: (filter: BatchFilter, before: string | undefined, limit: number): Promise<Batch[]> =>
      listBatches(db, filter, before, limit),

    /** See `freezeBatch`. */
    freeze: (batchId: string, manifest?: readonly ManifestFile[]) => freezeBatch(db, batchId, manifest),

    /**
     * Begins another run of a batch whose run is over. If all files are uploaded it goes straight to `uploaded`; a
     * batch that failed during its upload accepts files again. With `only: 'failed'`, parsed files keep their
     * results, otherwise only which summary they have. A repeat with the same `begunBy` begins no other run.
     * @throws ArgusError `not_found`, `state` (its run is not over, or no file of a completed one failed).
     */
    beginRun(
      batchId: string,
      from: readonly BatchStatus[],
      { only, begunBy = null }: { only?: 'failed' | undefined; begunBy?: string | null } = {},
    ): Promise<Batch> {
      return inTransaction(db, async (tx) => {
        const batch = await lockBatch(tx, batchId);
        if (begunBy !== null && (await beganRun(tx, batchId)) === begunBy) return batch;
        if (!isTerminal(batch.status) || !from.includes(batch.status)) {
          throw new ArgusError('state', `The batch is ${batch.status}; it must be ${from.join(' or ')}.`, {
            details: { status: batch.status },
          });
        }
        assertHasRecordings(batch);
        if (only === 'failed' && batch.status === 'completed' && batch.failed_files === 0) {
          throw new ArgusError(
            'state',
            'No file of this batch failed; reprocess it to run all of it again.',
            {
              details: { status: batch.status },
            },
          );
        }
        const run = batch.run + 1;
        await tx.query(
          `UPDATE files SET state = 'pending', format = NULL, verdict = NULL, message_count = NULL,
                  parser_version = CASE WHEN state <> 'failed' THEN parser_version END, processed_at = NULL
           WHERE batch_id = $1 AND state <> 'pending' AND state <> ALL ($2)`,
          [batchId, only === 'failed' ? ['parsed'] : []],
        );
        await tx.query(
          `UPDATE batches SET run = $2, begun_by = $3, failed_files = 0,
                  processed_files = (SELECT count(*) FROM files WHERE batch_id = $1 AND state = 'parsed')
           WHERE id = $1`,
          [batchId, run, begunBy],
        );
        const pending = await transition(tx, { batchId, run, to: 'pending' });
        return batch.uploaded_at ? transition(tx, { batchId, run, to: 'uploaded' }) : pending;
      });
    },

    /**
     * `scattering` → `scattered`, once every file of the run has been processed.
     * @param seen the batch as it was read before; without a lock, since within a run the number of processed files only grows.
     * @throws ArgusError `conflict` if some have not.
     */
    async openGate(batchId: string, run: number, seen?: Batch): Promise<Batch> {
      const batch = seen ?? (await get(batchId));
      if (
        batch?.run === run &&
        batch.status === 'scattering' &&
        batch.processed_files !== batch.total_files
      ) {
        throw new ArgusError(
          'conflict',
          `Only ${batch.processed_files} of ${batch.total_files} files have been processed.`,
        );
      }
      const done = allFilesParsed(batch ?? { total_files: 0, failed_files: 0 });
      return transition(db, { batchId, run, to: 'scattered', events: [done] });
    },

    transition: (step: Transition): Promise<Batch> => transition(db, step),

    /**
     * Fails a run, passing through the next stage if its state cannot fail directly. A run that has already ended
     * stays unchanged.
     */
    fail(batchId: string, run: number, failure: BatchFailure): Promise<Batch> {
      return inTransaction(db, async (tx) => {
        let batch = await lockBatch(tx, batchId);
        if (batch.run !== run || isTerminal(batch.status)) return batch;
        for (const to of pathBetween(batch.status, 'failed') ?? []) {
          batch = await transition(tx, { batchId, run, to, ...(to === 'failed' && { failure }) });
        }
        return batch;
      });
    },

    /** An upload is receiving data: the batch is not abandoned, even without new files. False if it takes no more files. */
    async noteActivity(batchId: string): Promise<boolean> {
      const { rowCount } = await db.query({
        name: 'note-activity',
        text: `UPDATE batches SET updated_at = now() WHERE id = $1 AND status = 'pending'`,
        values: [batchId],
      });
      return rowCount === 1;
    },

    countByStatus: (): Promise<StatusCount[]> => countByStatus(db),

    async mustGet(batchId: string): Promise<Batch> {
      const batch = await get(batchId);
      if (!batch) throw noSuchBatch(batchId);
      return batch;
    },

    /** Of a vehicle, that wait for files; at most `limit` are counted. */
    async countPending(vehicleId: string, limit: number): Promise<number> {
      const { rowCount } = await db.query(
        "SELECT FROM batches WHERE vehicle_id = $1 AND status = 'pending' LIMIT $2",
        [vehicleId, limit],
      );
      return rowCount ?? 0;
    },

    /** @throws ArgusError `not_found`, the same as for a batch that does not exist, where it is not of this vehicle. */
    async mustBelongTo(batchId: string, vehicleId: string): Promise<void> {
      const { rowCount } = await db.query({
        name: 'batch-of-vehicle',
        text: 'SELECT FROM batches WHERE id = $1 AND vehicle_id = $2',
        values: [batchId, vehicleId],
      });
      if (rowCount !== 1) throw noSuchBatch(batchId);
    },
  };
}

export type BatchStore = ReturnType<typeof createBatchStore>;

function assertHasRecordings({ status, recordings_deleted_at }: Batch): void {
  if (recordings_deleted_at === null) return;
  throw new ArgusError(
    'state',
    'The recordings of the batch were deleted by age: there is nothing to read again.',
    { details: { status } },
  );
}

/** The request that began the current run. */
async function beganRun(tx: Tx, batchId: string): Promise<string | null> {
  const { rows } = await tx.query<{ begun_by: string | null }>('SELECT begun_by FROM batches WHERE id = $1', [
    batchId,
  ]);
  return rows[0]?.begun_by ?? null;
}
