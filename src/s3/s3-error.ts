import type { IncomingMessage } from 'node:http';
import { ArgusError } from '../domain/error.ts';

/** `<Code>` of an S3 error that means there is no room, by server: MinIO, versitygw (POSIX), others. */
const fullCodes = new Set(['XMinioStorageFull', 'StorageFull', 'DiskFull', 'QuotaExceeded', 'ENOSPC']);
const longestErrorBody = 16 * 1024;

/** An S3 answer that is not a success. */
export class S3Error extends Error {
  override name = 'S3Error';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`the object store answered ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

/** Reads the rest of an answer; text beyond 16 KiB is dropped. */
export async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response as AsyncIterable<string>) {
    if (text.length < longestErrorBody) text += chunk;
  }
  return text;
}

/** @throws S3Error unless the answer is a success. A `complete` may answer 200 with an `<Error>` inside. */
export async function successText(response: IncomingMessage): Promise<string> {
  const text = await readText(response);
  const status = response.statusCode ?? 0;
  const code = /<Error>[\s\S]*?<Code>([^<]+)<\/Code>/.exec(text)?.[1];
  if (status >= 200 && status < 300 && code === undefined) return text;
  throw new S3Error(status, code ?? '');
}

export function isMissing(error: unknown): boolean {
  return error instanceof S3Error && error.status === 404 && error.code !== 'NoSuchBucket';
}

/** What callers are told: `not_found`, `storage_full`, else `unavailable`. ArgusErrors and aborts pass as they are. */
export function asArgusError(error: unknown): unknown {
  if (error instanceof ArgusError || (error instanceof Error && error.name === 'AbortError')) return error;
  if (isMissing(error)) return new ArgusError('not_found', 'There is no such object.', { cause: error });
  if (error instanceof S3Error && (error.status === 507 || fullCodes.has(error.code))) {
    return new ArgusError('storage_full', 'The object store is full.', { cause: error });
  }
  return new ArgusError('unavailable', 'The object store does not answer; try again shortly.', {
    cause: error,
  });
}
