import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import type { TestApi } from './test-api.ts';

export const MiB = 1024 * 1024;
export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** Problem types of the draft. */
export const problem = (name: string) => `https://iana.org/assignments/http-problem-types#${name}`;
export const creationOf = (batchId: string) => `/api/v1/batches/${batchId}/uploads`;

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
  interim: { status: number; headers: IncomingHttpHeaders }[];
}

export type Headers = Record<string, string | number>;

/** Requests of draft-ietf-httpbis-resumable-upload, interop version 8 unless another is given. */
export function createResumableClient(api: () => TestApi) {
  function open(method: string, url: string, headers: Headers) {
    const request = httpRequest(new URL(url, api().url), {
      method,
      headers: { 'upload-draft-interop-version': 8, ...headers },
    });
    const interim: Answer['interim'] = [];
    request.on('information', ({ statusCode, headers }) => interim.push({ status: statusCode, headers }));
    const answer = new Promise<Answer>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', async (response: IncomingMessage) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode, headers: response.headers, text, interim });
      });
    });
    answer.catch(() => undefined);
    return { request, interim, answer };
  }

  function send(method: string, url: string, headers: Headers, body?: Buffer): Promise<Answer> {
    const { request, answer } = open(method, url, {
      ...(body && { 'content-length': body.length }),
      ...headers,
    });
    request.end(body);
    return answer;
  }

  function append(url: string, offset: number, complete: boolean, body?: Buffer, headers: Headers = {}) {
    return send(
      'PATCH',
      url,
      {
        'content-type': 'application/partial-upload',
        'upload-offset': offset,
        'upload-complete': complete ? '?1' : '?0',
        ...headers,
      },
      body,
    );
  }

  async function begin(batchId: string, headers: Headers = {}): Promise<string> {
    const { status, headers: fields } = await send('POST', creationOf(batchId), {
      'upload-complete': '?0',
      ...headers,
    });
    expect(status).toBe(201);
    return String(fields.location);
  }

  async function filesOf(batchId: string) {
    return (await api().call(`/batches/${batchId}/files`)).body.files as { name: string; sha256: string }[];
  }

  return { append, begin, filesOf, open, send };
}
