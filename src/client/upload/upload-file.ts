import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileBody } from '../../api/batches/file-schema.ts';
import type { UploadBody } from '../../api/uploads/upload-schema.ts';
import { ApiError, apiErrorFrom, notUnderstood } from '../api-error.ts';
import type { ArgusClient } from '../client.ts';
import { isTransient, type RetryPolicy, withRetries } from '../retry.ts';
import { assertUnchanged, digestFile, FileChanged, type HashedFile, rangeOf } from './local-file.ts';
import { nextPart, type Part } from './next-part.ts';
import { factHeaders, factKey, type SaidOfFiles } from './said-of-files.ts';
import { type Answer, type BytesToSend, type Link, sendBytes } from './send-bytes.ts';

export interface UploadTarget {
  client: ArgusClient;
  batchId: string;
  link: Link;
  retries: RetryPolicy;
  said?: SaidOfFiles | undefined;
}

export interface UploadWatcher {
  /** So many bytes are there already, from an earlier attempt to send the file. */
  onResumed?(bytes: number): void;
  /** Bytes of the file that have left; fewer than before when some have to be sent again. */
  onBytes(bytes: number): void;
  /** Why the last attempt failed, and the milliseconds until the next. */
  onTrouble(error: Error, pauseMs: number): void;
}

/** So often the same bytes are sent once more that were stored as others: then the disk or the memory is at fault. */
const mostRefusals = 3;

/** Codes that say: the upload is not where it was thought to be. */
const askAgain: readonly string[] = [
  'upload_interrupted',
  'upload_completed',
  'upload_refused',
  'offset_mismatch',
  'checksum_mismatch',
];

/**
 * Brings one file over, in parts of at most 8 MiB, by Resumable Uploads for HTTP. It may be called again after any failure, also in
 * another process: the same file of the same batch goes on where the server has it.
 * @returns id of the file in the batch.
 * @throws FileChanged, ApiError, errors of the disk.
 */
export async function uploadFile(
  target: UploadTarget,
  file: HashedFile,
  { onResumed, onBytes, onTrouble }: UploadWatcher,
): Promise<string> {
  const { client, batchId, link, retries, said = {} } = target;
  const keyNow = () => keyOf(batchId, file, said, refusals);
  const handle = await open(file.path);
  let refusals = 0;
  let isFirst = true;
  /** Of the upload to which bytes are sent. */
  let uploadId: string | undefined;
  let furthest = 0;
  let further = false;

  const reach = (offset: number) => {
    onBytes(offset);
    further ||= offset > furthest;
    furthest = Math.max(furthest, offset);
  };

  function send(
    { start, end }: Part,
    request: Pick<BytesToSend, 'url' | 'method' | 'headers'>,
  ): Promise<Answer> {
    return sendBytes(link, {
      ...request,
      chunks: rangeOf(handle, file, start, end, link.rate.chunkBytes),
      length: end - start,
      onSent: (bytes) => onBytes(start + bytes),
    });
  }

  /** A small file in one request. @returns undefined where an upload of it exists already. */
  async function sendWhole(part: Part): Promise<string | undefined> {
    const answer = await send(part, {
      url: client.uploadsUrl(batchId),
      method: 'POST',
      headers: { ...wholeHeaders(file), ...factHeaders(said), 'idempotency-key': keyNow() },
    });
    assertSuccess(answer);
    return answer.status === 200 ? fileIdIn(answer) : undefined;
  }

  async function where(): Promise<UploadBody> {
    const body = { path: file.name, size: file.size, sha256: file.sha256, ...said };
    const upload = await client.createUpload(batchId, body, keyNow());
    if (upload.state !== 'refused') {
      uploadId = upload.upload_id;
      // A request of ours that broke off may still be read there; asking brings what it sent to safety.
      return upload.received === 0 && isFirst ? upload : client.getUpload(batchId, uploadId);
    }
    refusals += 1;
    if (refusals < mostRefusals) return where();
    throw new Error(`${file.path} arrived damaged ${mostRefusals} times: ${upload.refusal}`);
  }

  async function sendParts({ upload_id, received }: UploadBody): Promise<string> {
    if (isFirst && received > 0) onResumed?.(received);
    for (let offset = received; ; ) {
      reach(offset);
      await assertUnchanged(file);
      const part = nextPart(offset, file.size);
      const answer = await send(part, {
        url: client.uploadUrl(batchId, upload_id),
        method: 'PATCH',
        headers: {
          accept: 'application/json',
          'content-type': 'application/partial-upload',
          'upload-offset': String(offset),
          'upload-complete': part.isLast ? '?1' : '?0',
        },
      });
      assertSuccess(answer);
      if (answer.status === 200) return fileIdIn(answer);
      offset = offsetIn(answer);
    }
  }

  async function attempt(): Promise<string> {
    uploadId = undefined;
    await assertUnchanged(file);
    const whole = nextPart(0, file.size);
    const sent = isFirst && whole.isLast ? await sendWhole(whole) : undefined;
    if (sent !== undefined) return sent;
    const upload = await where();
    return upload.file_id ?? sendParts(upload);
  }

  function mayRepeat(error: unknown): boolean {
    if (!(error instanceof ApiError)) return false;
    // Given up by the server for lack of activity, while we waited.
    const isGone = error.code === 'not_found' && uploadId !== undefined;
    return isTransient(error) || isGone || askAgain.includes(error.code);
  }

  try {
    const fileId = await withRetries(() => attempt().catch((error) => explain(error, file)), {
      policy: retries,
      mayRepeat,
      gotFurther() {
        const got = further;
        further = false;
        return got;
      },
      onRetry(error, pauseMs) {
        isFirst = false;
        onBytes(furthest);
        onTrouble(error, pauseMs);
      },
    });
    onBytes(file.size);
    return fileId;
  } catch (error) {
    // Otherwise the server gives it up by itself, after hours without a byte.
    if (error instanceof FileChanged && uploadId !== undefined)
      await client.cancelUpload(batchId, uploadId).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Adds what the server cannot know: whether the bytes on the disk are still those that were announced.
 * @throws FileChanged, or the error.
 */
async function explain(error: unknown, file: HashedFile): Promise<never> {
  if (!(error instanceof ApiError) || error.code !== 'checksum_mismatch') throw error;
  if ((await digestFile(file)) === file.sha256) throw error;
  throw new FileChanged(file.path, 'was modified meanwhile, although its size and time are the same');
}

function wholeHeaders({ name, sha256 }: HashedFile): Record<string, string> {
  return {
    accept: 'application/json',
    'content-type': 'application/octet-stream',
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
    'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    'upload-complete': '?1',
  };
}

/** The same file of the same batch has the same key, in any process; another one after each refusal, and where other things are said of it. */
function keyOf(
  batchId: string,
  { name, size, sha256 }: HashedFile,
  said: SaidOfFiles,
  refusals: number,
): string {
  const parts = [batchId, name, size, sha256, refusals, ...factKey(said)];
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** @throws ApiError */
function assertSuccess({ status, headers, text }: Answer): void {
  if (status >= 300) throw apiErrorFrom(status, text, headers['retry-after']);
}

function fileIdIn({ text }: Answer): string {
  return (JSON.parse(text) as FileBody).file_id;
}

/** @throws ApiError where a server that is not Argus answers. */
function offsetIn({ status, headers }: Answer): number {
  const offset = Number(headers['upload-offset'] ?? Number.NaN);
  if (Number.isSafeInteger(offset)) return offset;
  throw notUnderstood(status);
}
