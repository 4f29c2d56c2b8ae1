import type { Batch } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import type { NewEvent } from '../../domain/event.ts';
import {
  compareManifest,
  type ManifestFile,
  type ManifestMismatch,
  type StoredFile,
} from '../../domain/manifest.ts';
import { lockBatch } from './batch-rows.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';
import { transition } from './transition.ts';

/**
 * Ends the upload: no file is accepted after this, and each file gets its position, those of a higher priority first. Idempotent. With a manifest only when
 * it tells exactly the stored files, also of a batch that was closed before.
 * @throws ArgusError `not_found`, `empty_batch`, `manifest_mismatch`, `state` (the batch has failed).
 */
export function freezeBatch(
  db: Db,
  batchId: string,
  manifest?: readonly ManifestFile[],
): Promise<{ batch: Batch; changed: boolean }> {
  return inTransaction(db, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (batch.status === 'failed') {
      throw new ArgusError('state', `The batch has failed: ${batch.failure_message}`, {
        details: { status: batch.status },
      });
    }
    if (manifest) await assertTells(tx, batch, manifest);
    if (batch.status !== 'pending') return { batch, changed: false };
    const { rowCount } = await tx.query({
      name: 'freeze-batch',
      text: `WITH ranked AS (
               SELECT id, row_number() OVER (ORDER BY priority DESC, seq) - 1 AS position FROM files WHERE batch_id = $1),
             placed AS (
               UPDATE files SET position = ranked.position FROM ranked WHERE files.id = ranked.id RETURNING size),
             totals AS (SELECT count(*) AS files, sum(size) AS bytes FROM placed)
             UPDATE batches SET total_files = totals.files, total_bytes = totals.bytes, uploaded_at = now()
             FROM totals WHERE id = $1 AND totals.files > 0`,
      values: [batchId],
    });
    if (rowCount === 0) {
      throw new ArgusError('empty_batch', 'No file has been uploaded to this batch; upload at least one.');
    }
    const created: NewEvent = {
      type: 'BatchCreated',
      payload: { vehicle_id: batch.vehicle_id, vin: batch.vin },
    };
    const frozen = await transition(tx, { batchId, run: batch.run, to: 'uploaded', events: [created] });
    return { batch: frozen, changed: true };
  });
}

async function assertTells(tx: Tx, batch: Batch, manifest: readonly ManifestFile[]): Promise<void> {
  const { rows } = await tx.query<StoredFile>(
    'SELECT id, name, size, sha256 FROM files WHERE batch_id = $1 ORDER BY seq',
    [batch.id],
  );
  const mismatch = compareManifest(manifest, rows);
  if (mismatch) throw mismatchError(mismatch, batch.status === 'pending');
}

function mismatchError({ counts, ...lists }: ManifestMismatch, open: boolean): ArgusError {
  const { missing, different, superfluous } = counts;
  const found = `The manifest and the stored files differ: ${missing} missing, ${different} different, ${superfluous} superfluous.`;
  const next = open
    ? 'Upload what is missing, delete what is different or superfluous, and complete again.'
    : 'The batch was completed before and takes no more files: upload the rest to another batch.';
  return new ArgusError('manifest_mismatch', `${found} ${next}`, { details: { counts, ...lists } });
}
