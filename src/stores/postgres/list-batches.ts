import type { Batch } from '../../domain/batch.ts';
import type { BatchStatus } from '../../domain/batch-status.ts';
import { batchColumns, uploadedSoFar } from './batch-rows.ts';
import type { Db } from './pool.ts';
import { lastActivity } from './silent-uploads.ts';

export interface BatchFilter {
  vehicle_id?: string | undefined;
  vin?: string | undefined;
  platform?: string | undefined;
  status?: BatchStatus | undefined;
  /** RFC 3339, both ends included. */
  created_after?: string | undefined;
  created_before?: string | undefined;
  /** Only those that are not over and have not moved for so long. */
  unmoved_minutes?: number | undefined;
}

/** Newest first; `before` is the id of the last batch of the previous page. */
export async function listBatches(
  db: Db,
  filter: BatchFilter,
  before: string | undefined,
  limit: number,
): Promise<Batch[]> {
  const { rows } = await db.query<Batch>(
    `SELECT ${batchColumns} FROM batches b
     WHERE ($1::text IS NULL OR vehicle_id = $1) AND ($2::text IS NULL OR vin = $2)
       AND ($3::text IS NULL OR status = $3)
       AND ($4::timestamptz IS NULL OR created_at >= $4) AND ($5::timestamptz IS NULL OR created_at <= $5)
       AND ($6::uuid IS NULL OR id < $6) AND ($8::text IS NULL OR platform = $8)
       AND ($9::int IS NULL OR (status NOT IN ('completed', 'failed') AND ${lastActivity} <= now() - make_interval(mins => $9)))
     ORDER BY id DESC LIMIT $7`,
    [
      filter.vehicle_id ?? null,
      filter.vin ?? null,
      filter.status ?? null,
      filter.created_after ?? null,
      filter.created_before ?? null,
      before ?? null,
      limit,
      filter.platform ?? null,
      filter.unmoved_minutes ?? null,
    ],
  );
  const uploading = rows.filter(({ status }) => status === 'pending').map(({ id }) => id);
  const soFar = await uploadedSoFar(db, uploading);
  return rows.map((batch) => ({ ...batch, ...soFar.get(batch.id) }));
}
