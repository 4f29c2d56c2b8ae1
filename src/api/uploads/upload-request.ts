import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BatchFile } from '../../domain/batch.ts';
import type { Upload } from '../../domain/upload.ts';

const base = '/api/v1';

/** Which upload a request is about. */
export interface UploadRoute {
  batchId: string;
  uploadId: string;
  /** Aborts when the client is gone or too slow. */
  signal: AbortSignal;
}

export function requestOf({ params, headers }: FastifyRequest) {
  const { id } = params as { id: string };
  const key = headers['idempotency-key'];
  return { batchId: id, idempotencyKey: typeof key === 'string' ? key : undefined };
}

export function uploadPath({ batch_id, id }: Pick<Upload, 'batch_id' | 'id'>): string {
  return `${base}/batches/${batch_id}/uploads/${id}`;
}

/** Where the file is that came of an upload. */
export function contentLocation(
  reply: FastifyReply,
  { batch_id, id }: Pick<BatchFile, 'batch_id' | 'id'>,
): void {
  reply.header('content-location', `${base}/batches/${batch_id}/files/${id}`);
}
