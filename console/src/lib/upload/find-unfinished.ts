import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { isNotFound } from '../is-not-found.ts';
import { forgetUpload, type KeptUpload, keptUploads } from './kept-upload.ts';

export interface UnfinishedDeps {
  getBatch(batchId: string): Promise<Pick<BatchBody, 'status' | 'uploaded_at'>>;
  /** The batches to which a tab of this browser uploads now. */
  uploadedNow(): Promise<ReadonlySet<string>>;
}

/**
 * The newest upload of an earlier visit that can go on: its batch accepts files, and no other tab is at it. One whose batch
 * is complete or gone is forgotten; that of a cancelled one is not, since it may be retried.
 */
export async function findUnfinished({
  getBatch,
  uploadedNow,
}: UnfinishedDeps): Promise<KeptUpload | undefined> {
  const uploads = keptUploads();
  if (uploads.length === 0) return undefined;
  const elsewhere = await uploadedNow();
  for (const upload of uploads.filter(({ batchId }) => !elsewhere.has(batchId))) {
    const state = await stateOf(upload.batchId, getBatch);
    if (state === 'open') return upload;
    if (state === 'over') forgetUpload(upload.batchId);
  }
  return undefined;
}

async function stateOf(
  batchId: string,
  getBatch: UnfinishedDeps['getBatch'],
): Promise<'open' | 'stopped' | 'over'> {
  try {
    const { status, uploaded_at } = await getBatch(batchId);
    if (uploaded_at !== null) return 'over';
    return status === 'pending' ? 'open' : 'stopped';
  } catch (error) {
    if (isNotFound(error)) return 'over';
    // Argus does not answer: what is kept goes on when it does.
    return 'open';
  }
}
