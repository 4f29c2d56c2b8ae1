import type { IncomingMessage } from 'node:http';
import { S3Error, successText } from './s3-error.ts';
import type { Call, OpenPut, S3Http } from './s3-http.ts';

/** Signs a request; the query's members become part of it. */
export type Sign = (method: string, key: string, query?: Record<string, string>) => Promise<string>;

/** The calls of S3's multipart upload, for one object. */
export function createMultipart(http: S3Http, sign: Sign, key: string, contentType: string) {
  const call = async (method: Call['method'], query: Record<string, string>, more: Partial<Call> = {}) =>
    http.send({ method, url: await sign(method, key, query), ...more });
  const partQuery = (uploadId: string, part: number) => ({ partNumber: String(part), uploadId });

  return {
    async begin(): Promise<string> {
      const text = await successText(
        await call('POST', { uploads: '' }, { headers: { 'content-type': contentType } }),
      );
      const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(text)?.[1];
      if (!uploadId) throw new S3Error(200, 'no UploadId');
      return uploadId;
    },

    async sendPart(uploadId: string, part: number, body: Buffer[]): Promise<IncomingMessage> {
      const length = body.reduce((sum, { byteLength }) => sum + byteLength, 0);
      return call('PUT', partQuery(uploadId, part), { headers: { 'content-length': length }, body });
    },

    async openPart(uploadId: string, part: number, length: number, signal: AbortSignal): Promise<OpenPut> {
      return http.put(await sign('PUT', key, partQuery(uploadId, part)), length, signal);
    },

    /** `etags` in the order of the parts. */
    async complete(uploadId: string, etags: string[]): Promise<string> {
      const parts = etags.map(
        (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
      );
      const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
      const headers = { 'content-type': 'application/xml', 'content-length': body.length };
      const text = await successText(await call('POST', { uploadId }, { headers, body: [body] }));
      return /<ETag>([^<]+)<\/ETag>/.exec(text)?.[1]?.replaceAll('&#34;', '').replaceAll('&quot;', '') ?? '';
    },

    async abort(uploadId: string): Promise<void> {
      await successText(await call('DELETE', { uploadId }));
    },

    async putWhole(body: Buffer[], length: number, signal?: AbortSignal): Promise<string> {
      const headers = { 'content-length': length, 'content-type': contentType };
      const response = await call('PUT', {}, { headers, body, signal });
      await successText(response);
      return String(response.headers.etag ?? '').replaceAll('"', '');
    },

    async remove(): Promise<void> {
      await successText(await call('DELETE', {}));
    },
  };
}

export type Multipart = ReturnType<typeof createMultipart>;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
