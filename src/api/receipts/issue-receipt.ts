import { type Batch, batchObjectPrefix, fileObjectKey } from '../../domain/batch.ts';
import type { IncidentKind } from '../../domain/custody.ts';
import { ArgusError } from '../../domain/error.ts';
import type { Receipt } from '../../receipts/receipt-schema.ts';
import type { ApiDeps } from '../deps.ts';

type Stores = Pick<ApiDeps['stores'], 'files' | 'objects' | 'custody'>;

/** Rows that are read at once. */
const pageSize = 1_000;

/**
 * What of a batch is safe at this moment. The object store is asked, since rows alone cannot know; contents that were
 * found changed by reading them again do not count either.
 * @throws ArgusError `state` when the upload is not complete.
 */
export async function issueReceipt({ files, objects, custody }: Stores, batch: Batch): Promise<Receipt> {
  if (batch.uploaded_at === null) {
    throw new ArgusError(
      'state',
      'There is a receipt once the upload is complete; nothing may be deleted yet.',
      {
        details: { status: batch.status },
      },
    );
  }
  if (batch.recordings_deleted_at !== null) {
    throw new ArgusError(
      'state',
      'The recordings were deleted by age; receipts that were given before stay valid.',
      {
        details: { status: batch.status },
      },
    );
  }
  const issued_at = new Date().toISOString();
  const sizes = await storedSizes(objects, batch.id);
  const incidents = await custody.openOf(batch.id);
  const safe: Receipt['files'] = [];
  const notSafe: Receipt['not_safe'] = [];
  for (let after: string | undefined; ; ) {
    const page = await files.list(batch.id, undefined, after, pageSize);
    for (const { id: file_id, name: path, size, sha256 } of page) {
      const reason = incidents.get(file_id) ?? sizeTrouble(sizes.get(fileObjectKey(batch.id, file_id)), size);
      if (reason) notSafe.push({ file_id, path, reason });
      else safe.push({ file_id, path, size, sha256 });
    }
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  const { id: batch_id, vehicle_id, vin, uploaded_at: completed_at } = batch;
  return { version: 1, batch_id, vehicle_id, vin, completed_at, issued_at, files: safe, not_safe: notSafe };
}

function sizeTrouble(stored: number | undefined, size: number): IncidentKind | undefined {
  if (stored === undefined) return 'lost';
  return stored === size ? undefined : 'changed';
}

/** Size in bytes by key. */
async function storedSizes(objects: Stores['objects'], batchId: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const page of objects.list(batchObjectPrefix(batchId))) {
    for (const { key, size } of page) sizes.set(key, size);
  }
  return sizes;
}
