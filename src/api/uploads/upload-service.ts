import { isDeepStrictEqual } from 'node:util';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { ArgusError } from '../../domain/error.ts';
import { type FileFacts, sameFacts } from '../../domain/file-facts.ts';
import { tooLarge, type Upload, uploadObjectKey } from '../../domain/upload.ts';
import type { NewUpload } from '../../stores/postgres/uploads.ts';
import type { ApiDeps } from '../deps.ts';
import { createUploadAppender } from './append-upload.ts';
import { createUploadCompletion } from './complete-upload.ts';
import type { FileCounter } from './count-file.ts';
import { createDirectUploads } from './direct-upload.ts';
import { createUploadHolds } from './upload-holds.ts';

export type UploadRequest = Pick<NewUpload, 'batch_id' | 'length' | 'metadata' | 'digests'> & {
  facts: FileFacts;
  /** Its id where it has none. */
  name: string | undefined;
  /** Of the request: its repeat gives the same upload. */
  idempotencyKey: string | undefined;
  is_piece?: boolean;
};

/** The upload resource, whatever protocol a client speaks. */
export function createUploadService(deps: ApiDeps, count: FileCounter) {
  const { config, stores, logger } = deps;
  const { files, objects, uploads } = stores;
  const maxBytes = config.UPLOAD_MAX_FILE_BYTES;
  const lifeSeconds = config.UPLOAD_ABANDON_HOURS * 3600;
  const holds = createUploadHolds(uploads, logger);
  const completion = createUploadCompletion(deps, count);
  const append = createUploadAppender(deps, { holds, completion });

  return {
    append,
    holds,
    direct: createDirectUploads(deps, { holds, completion }),
    maxBytes,

    /** @throws ArgusError `not_found`, `state`, `too_many_files`, `too_large`. */
    async create({ idempotencyKey, is_piece = false, facts, ...upload }: UploadRequest): Promise<Upload> {
      if (upload.length !== null && upload.length > maxBytes) throw tooLarge(maxBytes);
      const id =
        idempotencyKey === undefined ? uuidv7() : uuidv5(`upload ${idempotencyKey}`, upload.batch_id);
      const created = await uploads.create({
        ...upload,
        ...facts,
        name: upload.name ?? id,
        id,
        is_piece,
        part_bytes: objects.partBytes(maxBytes),
      });
      if (created) return sameAs(created, { ...upload, facts });
      await files.assertOpen(upload.batch_id, config.UPLOAD_MAX_FILES);
      throw new ArgusError('conflict', 'The batch changed meanwhile; try again.');
    },

    /** Bytes of a whole piece, from a position on. */
    readPiece: (piece: Upload, from: number) =>
      objects.getRange(uploadObjectKey(piece), from, piece.received - 1),

    /** Gives it up, with all that came of it. @throws ArgusError `not_found`, `state` when its file counts. */
    async cancel(batchId: string, id: string): Promise<void> {
      await holds.quiet(batchId, id);
      const hold = await holds.take(batchId, id);
      try {
        const counts = hold.upload.state === 'finished' && !hold.upload.is_piece;
        if (!counts && (await stores.discardUpload(hold.upload, hold.holder))) return;
      } finally {
        await hold.release();
      }
      throw new ArgusError('state', 'The file of this upload counts already, and is not taken back.');
    },

    /** Until it is given up for lack of activity. */
    expiresAt: ({ touched_at }: Pick<Upload, 'touched_at'>): Date =>
      new Date(Date.parse(touched_at) + lifeSeconds * 1000),

    lifeSeconds,
  };
}

/** @throws ArgusError `idempotency_mismatch` where the key of the request stands for another upload. */
function sameAs(
  created: Upload,
  { length, name, metadata, digests, facts }: Omit<UploadRequest, 'idempotencyKey'>,
): Upload {
  const same =
    (length === null || length === created.length) &&
    (name ?? created.id) === created.name &&
    metadata === created.metadata &&
    sameFacts(facts, created) &&
    isDeepStrictEqual(digests, created.digests);
  if (same) return created;
  const message = 'The same Idempotency-Key was used for another upload; use a new key for another file.';
  throw new ArgusError('idempotency_mismatch', message);
}

export type UploadService = ReturnType<typeof createUploadService>;
