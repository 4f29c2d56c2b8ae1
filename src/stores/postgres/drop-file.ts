import { fileObjectKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { lockBatch } from './batch-rows.ts';
import { type Db, inTransaction } from './pool.ts';
import { requestRemoval } from './retention.ts';

/**
 * Takes a file out of a batch that is still open: the row here and now, the object as soon as a sweep comes by.
 * @throws ArgusError `not_found`, `state` (the batch is closed).
 */
export function dropFile(db: Db, batchId: string, fileId: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { status } = await lockBatch(tx, batchId);
    const { rowCount } = await tx.query('SELECT FROM files WHERE batch_id = $1 AND id = $2', [
      batchId,
      fileId,
    ]);
    if (rowCount === 0) throw new ArgusError('not_found', `The batch has no file ${fileId}.`);
    if (status !== 'pending') {
      throw new ArgusError('state', `The batch is ${status}; its files stay as they are.`, {
        details: { status },
      });
    }
    await tx.query('DELETE FROM files WHERE id = $1', [fileId]);
    // An upload that is asked about must not say that its file counts.
    await tx.query('DELETE FROM uploads WHERE batch_id = $1 AND file_id = $2', [batchId, fileId]);
    await requestRemoval(tx, [fileObjectKey(batchId, fileId)]);
  });
}
