import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { rememberBriefly } from '../../async/remember-briefly.ts';
import { type BatchFile, fileObjectKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { tooLarge } from '../../domain/upload.ts';
import type { ApiDeps } from '../deps.ts';
import { noteGarbage } from '../http/heap.ts';
import type { FileCounter } from './count-file.ts';
import { createDigestCheck, type DigestCheck } from './digest-check.ts';
import { contentDigests, fileDigests, partDigests } from './expected-digest.ts';
import { type FileForm, formProblem, maxFormOverhead, readFileForm } from './form.ts';
import { createFileHead } from './head-bytes.ts';
import { createUploadActivity } from './upload-activity.ts';

export interface Upload {
  batchId: string;
  headers: IncomingHttpHeaders;
  idempotencyKey: string | undefined;
  signal: AbortSignal;
}

interface Digests {
  file: DigestCheck;
  /** Of the form as sent. */
  content: DigestCheck;
}

/** Computed for every stored file. */
const computed = ['sha256'] as const;

interface Whole {
  size: number;
  sha256: string;
}

const contentType = 'application/octet-stream';

/** How long the check that a batch is open is cached; adding the row checks again anyway. */
const openMs = 500;

/** Receives one file: bytes to the object store, then the row; a failure leaves neither. */
export function createFileReceiver({ config, stores, logger, metrics }: ApiDeps, count: FileCounter) {
  const { files, objects } = stores;
  const assertOpen = rememberBriefly((batchId) => files.assertOpen(batchId, config.UPLOAD_MAX_FILES), openMs);
  const abandonSeconds = config.UPLOAD_ABANDON_HOURS * 3600;
  const activityOf = createUploadActivity(stores.batches, assertOpen, abandonSeconds, logger);
  const maxBytes = config.UPLOAD_MAX_FILE_BYTES;

  return async (request: FastifyRequest, upload: Upload): Promise<BatchFile> => {
    const { batchId, idempotencyKey } = upload;
    const length = bodyLength(request);
    if (length !== undefined && length > maxBytes + maxFormOverhead) throw tooLarge(maxBytes);
    const uploadKey = idempotencyKey === undefined ? null : uuidv5(idempotencyKey, batchId);
    const present = uploadKey !== null && (await files.ofUpload(batchId, uploadKey));
    if (!present) await assertOpen(batchId);
    const content = createDigestCheck('form');
    content.expect(contentDigests(upload.headers));
    const file = createDigestCheck('file');
    file.expect(fileDigests(upload.headers), computed);
    const form = await readFileForm(request, upload.signal, content.update);
    file.expect(partDigests(form.headers), computed);
    const digests = { file, content };
    if (present) return repeatedUpload(present, await drain(form, upload, digests));
    return store(form, uploadKey, upload, digests, length);
  };

  function repeatedUpload(present: BatchFile, whole: Whole): BatchFile {
    const file = repeated(present, whole);
    metrics.uploadFiles.inc({ outcome: 'repeated' });
    return file;
  }

  async function store(
    form: FileForm,
    uploadKey: string | null,
    upload: Upload,
    digests: Digests,
    length: number | undefined,
  ): Promise<BatchFile> {
    const { batchId, signal } = upload;
    const fileId = uuidv7();
    const key = fileObjectKey(batchId, fileId);
    const head = createFileHead();
    const noteActivity = activityOf(batchId);
    let already: BatchFile | undefined;
    try {
      const stored = await objects
        .putStream(key, form.file.file, {
          contentType,
          maxBytes,
          signal,
          expectedBytes: form.expectedBytes,
          atMostBytes: length,
          onChunk(chunk) {
            noteActivity();
            head.add(chunk);
            digests.file.update(chunk);
            noteGarbage(chunk.length);
          },
          async beforeCommit(whole) {
            await form.ended();
            form.facts();
            checkDigests(digests, whole);
            if (uploadKey === null) return;
            // Another request with the same key may have finished meanwhile.
            already = await files.ofUpload(batchId, uploadKey);
            if (already) throw new AlreadyStored(whole);
          },
        })
        .catch((error: unknown) => {
          throw signal.aborted ? signal.reason : formProblem(error);
        });
      const { size, sha256 } = stored;
      const file = await count(
        {
          ...{ id: fileId, batch_id: batchId, upload_key: uploadKey, name: form.name, size, sha256 },
          facts: form.facts(),
        },
        async () => head.bytes(),
      );
      // Another request with the same key has finished since, and its file counts; or the batch had this file already.
      return file.id === fileId ? file : repeatedUpload(file, stored);
    } catch (error) {
      if (error instanceof AlreadyStored && already) return repeatedUpload(already, error.whole);
      throw error;
    }
  }

  /** Reads the bytes of a repeat without storing them. */
  async function drain(form: FileForm, upload: Upload, digests: Digests): Promise<Whole> {
    const hash = createHash('sha256');
    let size = 0;
    const stop = () => form.file.file.destroy(upload.signal.reason as Error);
    upload.signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const chunk of form.file.file) {
        hash.update(chunk);
        digests.file.update(chunk);
        size += chunk.length;
        if (size > maxBytes) throw tooLarge(maxBytes);
      }
      await form.ended();
    } catch (error) {
      throw upload.signal.aborted ? upload.signal.reason : formProblem(error);
    } finally {
      upload.signal.removeEventListener('abort', stop);
    }
    const whole = { size, sha256: hash.digest('hex') };
    checkDigests(digests, whole);
    return whole;
  }
}

/** Ends an upload whose file another request with the same key has just stored. */
class AlreadyStored extends ArgusError {
  readonly whole: Whole;

  constructor(whole: Whole) {
    super('conflict', 'This file has just been stored by another request.');
    this.whole = whole;
  }
}

function checkDigests({ file, content }: Digests, { sha256 }: Whole): void {
  file.check({ sha256 });
  content.check();
}

function repeated(present: BatchFile, whole: Whole): BatchFile {
  if (present.sha256 === whole.sha256 && present.size === whole.size) return present;
  throw new ArgusError(
    'idempotency_mismatch',
    'The same Idempotency-Key was used with other bytes; use a new key for another file.',
  );
}

/** Length of the whole form; undefined when it is sent in chunks. */
function bodyLength(request: FastifyRequest): number | undefined {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : undefined;
}
