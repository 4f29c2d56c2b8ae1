import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { S3Error, successText } from './s3-error.ts';
import { type Call, EarlyAnswer, type OpenPut, type S3Http } from './s3-http.ts';

/** Signs a request, including its query parameters. */
export type Sign = (method: string, key: string, query?: Record<string, string>) => string;

/** The S3 calls for one object. */
export function createS3Object(http: S3Http, sign: Sign, key: string, contentType: string) {
  const call = async (method: Call['method'], query: Record<string, string>, more: Partial<Call> = {}) =>
    http.send({ method, url: sign(method, key, query), ...more });

  return {
    /** Writes the whole object from memory. Resolves to its ETag, as do the end of `putStreamed` and `completeParts`. */
    async put(body: readonly Buffer[], length: number): Promise<string> {
      const headers = { 'content-length': length, 'content-type': contentType };
      return etagOf(await call('PUT', {}, { headers, body }));
    },

    /** Streams the whole object; it exists once the last of `length` bytes is written. */
    async putStreamed(length: number, signal: AbortSignal): Promise<OpenPut<string>> {
      const headers = { 'content-length': length, 'content-type': contentType };
      return storing(http.put(sign('PUT', key), headers, signal));
    },

    /** From `first` to `last`, both included, or to the end. */
    async get(first = 0, last?: number): Promise<Readable> {
      const headers = first > 0 || last !== undefined ? { range: `bytes=${first}-${last ?? ''}` } : {};
      const response = await call('GET', {}, { headers });
      if (response.statusCode !== 200 && response.statusCode !== 206) await successText(response);
      return response;
    },

    async head() {
      const response = await call('HEAD', {});
      await successText(response);
      return response.headers;
    },

    async remove(): Promise<void> {
      await successText(await call('DELETE', {}));
    },

    async beginParts(): Promise<string> {
      const headers = { 'content-type': contentType };
      const text = await successText(await call('POST', { uploads: '' }, { headers }));
      const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(text)?.[1];
      if (!uploadId) throw new S3Error(200, 'no UploadId');
      return uploadId;
    },

    async putPart(uploadId: string, part: number, body: readonly Buffer[], length: number): Promise<string> {
      const query = { partNumber: String(part), uploadId };
      return etagOf(await call('PUT', query, { headers: { 'content-length': length }, body }));
    },

    /** Streams a part of `length` bytes. */
    async putPartStreamed(
      uploadId: string,
      part: number,
      length: number,
      signal: AbortSignal,
    ): Promise<OpenPut<string>> {
      const url = sign('PUT', key, { partNumber: String(part), uploadId });
      return storing(http.put(url, { 'content-length': length }, signal));
    },

    /** `etags` in the order of the parts. */
    async completeParts(uploadId: string, etags: readonly string[]): Promise<string> {
      const parts = etags.map(
        (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>"${etag}"</ETag></Part>`,
      );
      const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
      const headers = { 'content-type': 'application/xml', 'content-length': body.length };
      const text = await successText(await call('POST', { uploadId }, { headers, body: [body] }));
      return withoutQuotes(/<ETag>([^<]+)<\/ETag>/.exec(text)?.[1] ?? '');
    },

    async abortParts(uploadId: string): Promise<void> {
      await successText(await call('DELETE', { uploadId }));
    },
  };
}

export type S3Object = ReturnType<typeof createS3Object>;

function storing(put: OpenPut): OpenPut<string> {
  return {
    write: (chunk) => put.write(chunk)?.catch(readEarlyAnswer),
    finish: async () => etagOf(await put.finish()),
    closed: put.closed,
  };
}

async function etagOf(response: Awaited<ReturnType<S3Http['send']>>): Promise<string> {
  await successText(response);
  const { etag } = response.headers;
  if (!etag) throw new S3Error(response.statusCode ?? 0, 'no ETag');
  return withoutQuotes(etag);
}

async function readEarlyAnswer(error: unknown): Promise<never> {
  if (error instanceof EarlyAnswer) await successText(error.response);
  throw error;
}

/** As stores compute it: the MD5 of the parts' MD5s, and the number of parts. */
export function multipartEtag(etags: readonly string[]): string {
  const digest = createHash('md5')
    .update(Buffer.from(etags.join(''), 'hex'))
    .digest('hex');
  return `${digest}-${etags.length}`;
}

export function withoutQuotes(etag: string): string {
  return etag.replaceAll(/"|&#34;|&quot;/g, '');
}
