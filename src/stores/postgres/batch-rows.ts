import type { Batch } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import type { Db, Tx } from './pool.ts';

export const batchColumns = [
  'id',
  'vehicle_id',
  'vin',
  'platform',
  'expected_workers',
  'tolerated_failed_percent',
  'urgent',
  'status',
  'run',
  'total_files',
  'total_bytes',
  'processed_files',
  'failed_files',
  'failure_code',
  'failure_message',
  'created_at',
  'updated_at',
  'uploaded_at',
  'completed_at',
  'recordings_deleted_at',
  'charts_deleted_at',
].join(', ');

export function noSuchBatch(batchId: string): ArgusError {
  return new ArgusError('not_found', `There is no batch ${batchId}.`);
}

/** Locks the batch's row until the transaction ends: whoever appends events of a batch must hold this lock. */
export async function lockBatch(tx: Tx, batchId: string): Promise<Batch> {
  const { rows } = await tx.query<Batch>({
    name: 'lock-batch',
    text: `SELECT ${batchColumns} FROM batches WHERE id = $1 FOR UPDATE`,
    values: [batchId],
  });
  if (!rows[0]) throw noSuchBatch(batchId);
  return rows[0];
}

interface Uploaded {
  total_files: number;
  total_bytes: number;
}

/** What has been uploaded to each batch; one without files is not in it. */
export async function uploadedSoFar(
  db: Pick<Db, 'query'>,
  batchIds: string[],
): Promise<Map<string, Uploaded>> {
  if (batchIds.length === 0) return new Map();
  const { rows } = await db.query<Uploaded & { batch_id: string }>({
    name: 'uploaded-so-far',
    text: `SELECT batch_id, count(*) AS total_files, sum(size)::int8 AS total_bytes
           FROM files WHERE batch_id = ANY($1) GROUP BY batch_id`,
    values: [batchIds],
  });
  return new Map(rows.map(({ batch_id, ...uploaded }) => [batch_id, uploaded]));
}
