import type { BatchFile } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { type ExpectedDigest, type Upload, uploadObjectKey, uploadPrefix } from '../../domain/upload.ts';
import { packedDetectionBytes } from '../../recordings/formats/dbc/unpack-database.ts';
import type { ApiDeps } from '../deps.ts';
import { noteGarbage } from '../http/heap.ts';
import type { FileCounter } from './count-file.ts';
import { createFileHead } from './head-bytes.ts';
import { type Digests, RunningHash } from './running-hashes.ts';
import type { UploadHold } from './upload-holds.ts';

/** Codes that mean: the bytes are all here, and will never become a file of this batch. */
const final = new Set(['state', 'too_many_files', 'not_found', 'checksum_mismatch']);

/** What was seen of a file while its bytes passed. */
export interface Passed {
  digests: Digests;
  /** Its first bytes, where one request brought them. */
  head: Buffer | undefined;
}

/** From all bytes in the object store to a file that counts. Each step may be repeated by another process. */
export function createUploadCompletion({ stores }: Pick<ApiDeps, 'stores'>, count: FileCounter) {
  const { objects, uploads } = stores;

  async function readBack(upload: Upload, size: number): Promise<Passed> {
    const hash = new RunningHash(upload.digests.map(({ hash }) => hash));
    const head = createFileHead();
    const chunks = size === 0 ? [] : await objects.getRange(uploadObjectKey(upload), 0, size - 1);
    for await (const chunk of chunks) {
      hash.update(chunk);
      head.add(chunk);
      noteGarbage(chunk.length);
    }
    return { digests: hash.digests(), head: head.bytes() };
  }

  async function countOrDrop({ upload, holder }: UploadHold, size: number, known: Passed | undefined) {
    const key = uploadObjectKey(upload);
    try {
      const { digests, head } = known ?? (await readBack(upload, size));
      compare(upload.digests, digests);
      if (upload.is_piece) return undefined;
      const { id, batch_id, name, recorded_at, priority, labels } = upload;
      const facts = { recorded_at, priority, labels };
      return await count(
        { id, batch_id, name, size, facts, sha256: digests.sha256, holder },
        async () => head ?? bytesOf(await objects.getRange(key, 0, Math.min(size, packedDetectionBytes) - 1)),
      );
    } catch (error) {
      if (!(error instanceof ArgusError) || !final.has(error.code)) throw error;
      if (await uploads.refuse(upload.id, holder, error.message)) await objects.remove(key);
      throw error;
    }
  }

  return {
    /**
     * @param hold of an upload that has its length, and the object or all its parts in the store
     * @param passed what is known of the whole file; else it is read back
     * @returns undefined for a piece of a concatenation
     * @throws ArgusError `checksum_mismatch`, `state`, `too_many_files`, `conflict` (parts).
     */
    async complete(hold: UploadHold, passed: Passed | undefined): Promise<BatchFile | undefined> {
      hold.insist();
      const { upload, holder } = hold;
      const { id, length } = upload;
      if (length === null) throw new TypeError('an upload without a length cannot be complete');
      if (upload.s3_upload_id) {
        await objects.completeParts(uploadObjectKey(upload), upload.s3_upload_id, await uploads.etags(id));
      }
      const file = await countOrDrop(hold, length, passed);
      await uploads.finish(id, holder, length, file?.id ?? null);
      hold.isOver();
      return file;
    },

    /** What a process left behind that died before it could. */
    async removeTails(upload: Upload): Promise<void> {
      if (upload.is_piece) return;
      for (const key of await objects.listKeys(uploadPrefix(upload))) await objects.remove(key);
    },
  };
}

export type UploadCompletion = ReturnType<typeof createUploadCompletion>;

function compare(expected: readonly ExpectedDigest[], found: Digests): void {
  for (const { hash, hex } of expected) {
    if (found[hash] === hex) continue;
    throw new ArgusError(
      'checksum_mismatch',
      'The file received does not match the announced digest; upload it again.',
      { details: { [`expected_${hash}`]: hex, [`received_${hash}`]: found[hash] } },
    );
  }
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
