import type { ArgusError } from '../../domain/error.ts';
import { otherLength, tooLarge, type Upload, uploadObjectKey, uploadTailKey } from '../../domain/upload.ts';
import type { StoredPart } from '../../stores/objects.ts';
import type { ApiDeps } from '../deps.ts';
import { noteGarbage } from '../http/heap.ts';
import type { Append, Appended } from './append.ts';
import type { UploadCompletion } from './complete-upload.ts';
import { createFileHead } from './head-bytes.ts';
import type { RunningHash, RunningHashes } from './running-hashes.ts';
import { interrupted, type UploadHold } from './upload-holds.ts';

export interface Attempt {
  hold: UploadHold;
  request: Append;
  /** Of the whole file, as far as it is known. */
  length: number | null;
  noteActivity: () => void;
}

/**
 * Takes the bytes of one request: to the object store, into the hash, and every part into the row, so that not more than a part is
 * lost with the process. When the client breaks off, all that has come is kept.
 */
export function createByteWriter(
  { config, stores }: ApiDeps,
  { completion, hashes }: { completion: UploadCompletion; hashes: RunningHashes },
) {
  const { objects, uploads } = stores;
  const maxBytes = config.UPLOAD_MAX_FILE_BYTES;

  /** Where all that is there is less than a part, it is read once more, and the file need not be. */
  async function hashOf(upload: Upload): Promise<RunningHash | undefined> {
    const known = hashes.find(upload);
    if (known || upload.s3_upload_id) return known?.copy();
    const hash = hashes.begin(upload);
    let at = 0;
    for (const bytes of upload.tail) {
      const chunks = await objects.getRange(uploadTailKey(upload, at), 0, bytes - 1);
      for await (const chunk of chunks) hash.update(chunk);
      at += bytes;
    }
    return hash;
  }

  return async ({ hold, request, length, noteActivity }: Attempt): Promise<Appended> => {
    const { upload, holder } = hold;
    const { claims, check, onProgress } = request;
    const signal = AbortSignal.any([request.signal, hold.signal]);
    const head = upload.received === 0 ? createFileHead() : undefined;
    let parts: StoredPart[] = [];
    let received = upload.received;
    let s3UploadId = upload.s3_upload_id;
    /** Where the hash stands: ahead of what is stored when a chunk was not written to its end. */
    let hashed = upload.received;

    /** @param safe undefined: clients are not told yet */
    async function record(safe: number | undefined, tail: readonly number[], state?: 'completing') {
      const row = {
        received: safe,
        length,
        s3_upload_id: s3UploadId,
        tail: [...tail],
        parts,
        ...(state && { state }),
      };
      if (!(await uploads.record(upload.id, holder, row))) throw interrupted();
      parts = [];
      if (safe === undefined) return;
      received = safe;
      onProgress?.(safe);
    }

    const writer = objects.resumable(uploadObjectKey(upload), (at) => uploadTailKey(upload, at), {
      from: progressOf(upload),
      partBytes: upload.part_bytes,
      signal,
      async onPart(part) {
        parts.push(part);
        s3UploadId = part.uploadId;
        const end = part.number * upload.part_bytes;
        // Who is told of the whole length takes the file for safe; and bytes under a checksum count all or not at all.
        if (check || (length !== null && end >= length)) return;
        await record(end, []);
        await writer.tidy();
      },
    });

    /** @returns undefined where there is room for more at once: a promise for each chunk is what costs most, after the hash. */
    function take(chunk: Buffer, hash: RunningHash | undefined): Promise<void> | undefined {
      noteActivity();
      check?.update(chunk);
      hash?.update(chunk);
      head?.add(chunk);
      hashed += chunk.length;
      noteGarbage(chunk.length);
      return writer.write(chunk);
    }

    /** @returns why the body ended early. */
    async function readBody(hash: RunningHash | undefined): Promise<ArgusError | undefined> {
      const most = length ?? maxBytes;
      try {
        for await (const chunk of request.source(signal)) {
          if (writer.taken() + chunk.length > most)
            return beyond(length, most, writer.taken() + chunk.length);
          const waits = take(chunk, hash);
          if (waits !== undefined) await waits;
        }
      } catch (error) {
        return cutBy(error, signal);
      }
      return undefined;
    }

    async function keep(hash: RunningHash | undefined): Promise<void> {
      const before = received;
      const { tail } = await writer.suspend();
      const safe = writer.taken();
      if (safe > before || length !== upload.length) await record(safe, tail);
      await writer.tidy();
      if (hash && hashed === safe) hashes.keep(upload.id, safe, hash);
    }

    async function complete(hash: RunningHash | undefined): Promise<Appended> {
      hold.insist();
      const whole = writer.taken();
      length = whole;
      s3UploadId = (await writer.finish()).uploadId;
      if (s3UploadId) await record(undefined, [], 'completing');
      const completed = { ...upload, length, s3_upload_id: s3UploadId };
      const passed = hash && { digests: hash.digests(), head: head?.bytes() };
      const file = await completion.complete({ ...hold, upload: completed }, passed);
      hashes.drop(upload.id);
      await writer.tidy();
      return { received: whole, whole: true, file };
    }

    /** @param cut why the body ended early */
    async function settle(hash: RunningHash | undefined, cut: ArgusError | undefined): Promise<Appended> {
      const taken = writer.taken();
      if (cut && isOvershoot(cut)) {
        await uploads.refuse(upload.id, holder, cut.message);
        throw cut;
      }
      if (check && cut) throw cut;
      check?.check();
      if (isWhole(request, length, taken, cut)) return complete(hash);
      await keep(hash);
      if (cut) throw cut;
      if (claims.completes && length !== null) throw otherLength(length, taken);
      return { received, whole: false };
    }

    try {
      const hash = await hashOf(upload);
      return await settle(hash, await readBody(hash));
    } finally {
      await writer.close();
    }
  };
}

/** A connection that breaks behind the last byte cuts nothing off, where the length says which one that is. */
function isWhole(
  { claims, wholeAtLength }: Append,
  length: number | null,
  taken: number,
  cut: ArgusError | undefined,
): boolean {
  if (!claims.completes && !wholeAtLength) return false;
  return length === null ? claims.completes && !cut : taken === length;
}

function progressOf({ received, tail, part_bytes, s3_upload_id }: Upload) {
  const inTail = tail.reduce((sum, bytes) => sum + bytes, 0);
  return { uploadId: s3_upload_id, parts: (received - inTail) / part_bytes, tail };
}

function beyond(length: number | null, most: number, found: number): ArgusError {
  return length === null ? tooLarge(most) : otherLength(length, found);
}

const isOvershoot = ({ code }: ArgusError) => code === 'length_mismatch' || code === 'too_large';

/** Why a body ended early. @throws the error, where it is none of the client's. */
function cutBy(error: unknown, signal: AbortSignal): ArgusError {
  if (!signal.aborted && !isCut(error)) throw error;
  return (signal.aborted ? signal.reason : error) as ArgusError;
}

/** The client is gone, or fell silent. */
function isCut(error: unknown): boolean {
  const code = (error as Partial<ArgusError>).code;
  return code === 'upload_aborted' || code === 'timeout' || code === 'upload_interrupted';
}
