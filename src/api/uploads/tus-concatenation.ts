import { v5 as uuidv5 } from 'uuid';
import { ArgusError } from '../../domain/error.ts';
import type { Upload } from '../../domain/upload.ts';
import { invalid } from './upload-headers.ts';
import type { UploadRequest, UploadService } from './upload-service.ts';

/** tus-js-client sends a few at a time. */
const mostPieces = 1_000;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Ids of the uploads in `Upload-Concat: final;URL URL …` (tus 1.0, concatenation). @throws ArgusError `validation`. */
export function pieceIds(concat: string, batchId: string): string[] {
  const field = 'upload-concat';
  const urls = concat.slice('final;'.length).trim().split(/\s+/);
  if (urls.length > mostPieces) throw invalid(field, `must name at most ${mostPieces} uploads`);
  const pattern = new RegExp(`/batches/${batchId}/uploads/(${uuid})/?$`);
  return urls.map((url) => {
    const [, id] = pattern.exec(url) ?? [];
    if (id === undefined) throw invalid(field, 'must name uploads of this batch');
    return id;
  });
}

/**
 * One file of several pieces: their bytes are read from the store and written as one, which hashes them as well. The repeat of the
 * request finds the same upload.
 */
export async function joinPieces(
  service: UploadService,
  file: Omit<UploadRequest, 'length' | 'idempotencyKey'>,
  ids: string[],
  signal: AbortSignal,
) {
  const batchId = file.batch_id;
  const pieces: Upload[] = [];
  for (const id of ids) pieces.push(await service.holds.quiet(batchId, id));
  for (const piece of pieces) {
    if (piece.is_piece && piece.state === 'finished') continue;
    const message = `The upload ${piece.id} is not a whole partial upload; send the rest of it first.`;
    throw new ArgusError('state', message);
  }
  const length = pieces.reduce((sum, piece) => sum + piece.received, 0);
  const upload = await service.create({ ...file, length, idempotencyKey: uuidv5(ids.join(' '), batchId) });
  if (upload.state === 'finished') return { upload, file: undefined };
  const offset = upload.received;
  const appended = await service.append({
    batchId,
    uploadId: upload.id,
    claims: { offset, contentLength: length - offset, declared: length, completes: true },
    wholeAtLength: true,
    source: () => bytesFrom(service, pieces, offset),
    signal,
  });
  return { upload, file: appended.file };
}

/** The bytes of all pieces, the first `skipped` excepted. */
async function* bytesFrom(service: UploadService, pieces: Upload[], skipped: number): AsyncGenerator<Buffer> {
  let left = skipped;
  for (const piece of pieces) {
    if (piece.received <= left) {
      left -= piece.received;
      continue;
    }
    for await (const chunk of await service.readPiece(piece, left)) yield chunk as Buffer;
    left = 0;
  }
}
