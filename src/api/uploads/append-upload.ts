import { rememberBriefly } from '../../async/remember-briefly.ts';
import { ArgusError } from '../../domain/error.ts';
import { lengthOf, type Upload } from '../../domain/upload.ts';
import type { ApiDeps } from '../deps.ts';
import { noteGarbage } from '../http/heap.ts';
import type { Append, Appended } from './append.ts';
import type { UploadCompletion } from './complete-upload.ts';
import { createRunningHashes } from './running-hashes.ts';
import { createUploadActivity } from './upload-activity.ts';
import type { UploadHold, UploadHolds } from './upload-holds.ts';
import { createByteWriter } from './write-bytes.ts';

/** How long the check that a batch is open is cached; making the file count checks again anyway. */
const openMs = 500;

/** Adds the bytes of one request to an upload, and makes its file count with the last of them. */
export function createUploadAppender(
  deps: ApiDeps,
  { holds, completion }: { holds: UploadHolds; completion: UploadCompletion },
) {
  const { config, stores, logger, metrics } = deps;
  const { files } = stores;
  const assertOpen = rememberBriefly((batchId) => files.assertOpen(batchId, config.UPLOAD_MAX_FILES), openMs);
  const abandonSeconds = config.UPLOAD_ABANDON_HOURS * 3600;
  const activityOf = createUploadActivity(stores.batches, assertOpen, abandonSeconds, logger);
  const write = createByteWriter(deps, { completion, hashes: createRunningHashes() });

  async function append(hold: UploadHold, request: Append): Promise<Appended> {
    const { upload } = hold;
    const { offset } = request.claims;
    if (asksAtItsEnd(upload, request)) return { received: offset, whole: true };
    assertTakesBytes(upload);
    if (offset !== upload.received) throw otherOffset(upload.received, offset);
    const length = lengthOf(upload.length, request.claims, config.UPLOAD_MAX_FILE_BYTES);
    if (upload.state === 'completing') return completeAnew(hold, request);
    await assertOpen(upload.batch_id);
    if (offset > 0) metrics.uploadResumes.inc();
    return write({ hold, request, length, noteActivity: activityOf(upload.batch_id) });
  }

  /** A process died when all bytes were here: the client sends the last of them again, for nothing. */
  async function completeAnew(hold: UploadHold, { source, signal }: Append): Promise<Appended> {
    for await (const chunk of source(signal)) noteGarbage(chunk.length);
    const file = await completion.complete(hold, undefined);
    await completion.removeTails(hold.upload);
    return { received: hold.upload.length ?? 0, whole: true, file };
  }

  return async (request: Append): Promise<Appended> => {
    const hold = await holds.take(request.batchId, request.uploadId);
    try {
      return await append(hold, request);
    } finally {
      await hold.release();
    }
  };
}

/**
 * By tus no bytes at the end of a whole upload are a success: a client whose last answer was lost (tuspy) sends them, and again and
 * again when they are refused.
 */
function asksAtItsEnd({ state, length }: Upload, { claims, wholeAtLength }: Append): boolean {
  return wholeAtLength && state === 'finished' && claims.offset === length && claims.contentLength === 0;
}

function assertTakesBytes({ state, refusal, direct }: Upload): void {
  if (state === 'finished') throw new ArgusError('upload_completed', 'The upload is complete already.');
  if (state === 'refused') throw refused(refusal);
  if (direct) {
    const message =
      'The parts of this upload go to the object store; send them there, or begin another upload.';
    throw new ArgusError('state', message);
  }
}

export function refused(refusal: string | null): ArgusError {
  return new ArgusError('upload_refused', refusal ?? 'This upload takes no more bytes; begin another one.');
}

function otherOffset(expected: number, provided: number): ArgusError {
  return new ArgusError('offset_mismatch', `The upload stands at ${expected} bytes, not at ${provided}.`, {
    details: { expected_offset: expected, provided_offset: provided },
  });
}
