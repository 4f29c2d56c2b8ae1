import { inParallel } from './parallel.ts';
import type { Send } from './sender.ts';

/** Sends one file of so many bytes. */
export type Way = (bytes: number, name: string) => Promise<void>;

async function begin(url: string, headers: Record<string, string>, body?: string): Promise<Response> {
  const response = await fetch(url, { method: 'POST', headers, ...(body !== undefined && { body }) });
  if (!response.ok) throw new Error(`POST ${url} → ${response.status}: ${await response.text()}`);
  return response;
}

/** tus 1.0: a request that begins, and one with the bytes. */
export function byTus(send: Send, endpoint: string): Way {
  const version = { 'tus-resumable': '1.0.0' };
  return async (bytes, name) => {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    const headers = { ...version, 'upload-length': `${bytes}`, 'upload-metadata': metadata };
    const { headers: answer } = await begin(endpoint, headers);
    const url = new URL(answer.get('location') ?? '', endpoint).href;
    const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    await send({ method: 'PATCH', url, headers: { ...version, ...type } }, bytes);
  };
}

/** Resumable Uploads for HTTP: all in one request. */
export function byDraft(send: Send, url: string): Way {
  const version = { 'upload-draft-interop-version': '8', 'upload-complete': '?1' };
  return async (bytes, name) => {
    const headers = { ...version, 'content-disposition': `inline; filename="${name}"` };
    await send({ method: 'POST', url, headers }, bytes);
  };
}

/** Parts in flight. */
const width = 3;

/** Signed parts, sent to the object store itself. */
export function byParts(send: Send, url: string): Way {
  const json = { 'content-type': 'application/json' };
  return async (bytes, name) => {
    const created = await begin(url, json, JSON.stringify({ path: name, size: bytes }));
    const { upload_id, parts } = (await created.json()) as { upload_id: string; parts: number };
    const numbers = Array.from({ length: parts }, (_, index) => index + 1);
    const signed = await begin(`${url}/${upload_id}/parts`, json, JSON.stringify({ parts: numbers }));
    const urls = ((await signed.json()) as { parts: { url: string; size: number }[] }).parts;
    const etags: string[] = [];
    await inParallel(urls.length, width, async (index) => {
      const part = urls[index];
      if (part) etags[index] = (await send({ method: 'PUT', url: part.url }, part.size)) ?? '';
    });
    await begin(`${url}/${upload_id}/complete`, json, JSON.stringify({ etags }));
  };
}
