import type { BatchFile } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { otherLength, type Upload, uploadObjectKey } from '../../domain/upload.ts';
import type { ApiDeps } from '../deps.ts';
import { refused } from './append-upload.ts';
import type { UploadCompletion } from './complete-upload.ts';
import type { UploadHold, UploadHolds } from './upload-holds.ts';

/** How long a signed URL may be used. */
const signedSeconds = 3600;

export interface SignedPart {
  number: number;
  /** Bytes to send. */
  size: number;
  url: string;
}

/** Parts that go from the client to the object store, past the API. */
export function createDirectUploads(
  { stores }: Pick<ApiDeps, 'stores'>,
  { holds, completion }: { holds: UploadHolds; completion: UploadCompletion },
) {
  const { batches, objects, uploads } = stores;

  async function begun(hold: UploadHold): Promise<{ upload: Upload; length: number; s3UploadId: string }> {
    const { upload } = hold;
    const { length, state, refusal } = upload;
    if (state === 'finished') throw new ArgusError('upload_completed', 'The upload is complete already.');
    if (state === 'refused') throw refused(refusal);
    if (length === null || length === 0) {
      throw new ArgusError(
        'state',
        'Parts are signed for an upload that was begun with its length, of at least one byte.',
      );
    }
    if (upload.received > 0 || (upload.s3_upload_id && !upload.direct)) {
      throw new ArgusError(
        'state',
        'Bytes of this upload came through Argus; go on like that, or begin another one.',
      );
    }
    if (upload.s3_upload_id) return { upload, length, s3UploadId: upload.s3_upload_id };
    const s3UploadId = await objects.beginParts(uploadObjectKey(upload));
    await uploads.beginDirect(upload.id, hold.holder, s3UploadId);
    return { upload, length, s3UploadId };
  }

  async function holding<T>(batchId: string, id: string, work: (hold: UploadHold) => Promise<T>): Promise<T> {
    const hold = await holds.take(batchId, id);
    try {
      return await work(hold);
    } finally {
      await hold.release();
    }
  }

  return {
    /** @throws ArgusError `not_found`, `state`, `upload_completed`, `upload_refused`, `validation`. */
    async sign(batchId: string, id: string, numbers: readonly number[]) {
      const { upload, length, s3UploadId } = await holding(batchId, id, begun);
      await batches.noteActivity(batchId);
      const count = partCount(upload, length);
      const beyond = numbers.find((number) => number > count);
      if (beyond !== undefined) {
        throw new ArgusError('validation', `The file has ${count} parts; there is no part ${beyond}.`, {
          details: { field: 'parts' },
        });
      }
      const key = uploadObjectKey(upload);
      const parts: SignedPart[] = numbers.map((number) => ({
        number,
        size: Math.min(upload.part_bytes, length - (number - 1) * upload.part_bytes),
        url: objects.presignPart(key, s3UploadId, number, signedSeconds),
      }));
      return { parts, expires_at: new Date(Date.now() + signedSeconds * 1000).toISOString() };
    },

    /**
     * @param etags of all parts, in their order
     * @throws ArgusError also `conflict` (a part is missing or another one), `length_mismatch`, `checksum_mismatch`.
     */
    complete(batchId: string, id: string, etags: readonly string[]): Promise<BatchFile | undefined> {
      return holding(batchId, id, async (hold) => {
        const { upload, length, s3UploadId } = await begun(hold);
        const key = uploadObjectKey(upload);
        const count = partCount(upload, length);
        if (etags.length !== count) {
          throw new ArgusError('conflict', `The file has ${count} parts, and ${etags.length} are named.`);
        }
        hold.insist();
        await objects.completeParts(key, s3UploadId, etags);
        const size = (await objects.stat(key))?.size ?? 0;
        if (size !== length) {
          const why = otherLength(length, size);
          if (await uploads.refuse(id, hold.holder, why.message)) await objects.remove(key);
          throw why;
        }
        const parts = etags.map((etag, index) => ({ number: index + 1, etag }));
        const sealed = { received: undefined, length, s3_upload_id: s3UploadId, tail: [], parts };
        await uploads.record(id, hold.holder, { ...sealed, state: 'completing' });
        return completion.complete(hold, undefined);
      });
    },
  };
}

export function partCount({ part_bytes }: Pick<Upload, 'part_bytes'>, length: number): number {
  return Math.ceil(length / part_bytes);
}
