import type { z } from 'zod';
import type { newUploadBody, UploadBody } from '../api/uploads/upload-schema.ts';
import type { Http } from './http.ts';

/** Uploads that can be resumed. Their bytes are sent by `client/upload`, which is not for browsers. */
export function uploadCalls(http: Http) {
  const { get, post } = http;
  const of = (batchId: string) => `/batches/${encodeURIComponent(batchId)}`;
  const uploadPath = (batchId: string, uploadId: string) =>
    `${of(batchId)}/uploads/${encodeURIComponent(uploadId)}`;

  return {
    /** With the same key, several calls create one upload; it may have come some way since the first. */
    createUpload: (batchId: string, body: z.input<typeof newUploadBody>, key: string) =>
      post<UploadBody>(`${of(batchId)}/uploads`, body, { headers: { 'idempotency-key': key } }),
    /** How far it is; a request that still sends to it is ended first. */
    getUpload: (batchId: string, uploadId: string) => get<UploadBody>(uploadPath(batchId, uploadId)),
    cancelUpload: (batchId: string, uploadId: string) =>
      http.delete<undefined>(uploadPath(batchId, uploadId)),
    /** Of a batch that is still open. */
    deleteFile: (batchId: string, fileId: string) =>
      http.delete<undefined>(`${of(batchId)}/files/${encodeURIComponent(fileId)}`),
    uploadsUrl: (batchId: string) => `${http.base}${of(batchId)}/uploads`,
    uploadUrl: (batchId: string, uploadId: string) => http.base + uploadPath(batchId, uploadId),
  };
}
