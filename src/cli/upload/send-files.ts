import { ApiError } from '../../client/api-error.ts';
import type { ArgusClient } from '../../client/client.ts';
import { inLanes } from '../../client/in-lanes.ts';
import { isTransient, type RetryPolicy } from '../../client/retry.ts';
import { digestFile, FileChanged, type HashedFile, type LocalFile } from '../../client/upload/local-file.ts';
import type { SaidOfFiles } from '../../client/upload/said-of-files.ts';
import type { Link } from '../../client/upload/send-bytes.ts';
import { uploadFile } from '../../client/upload/upload-file.ts';
import type { LeftOut } from '../files-under.ts';
import type { BatchJournal } from './batch-journal.ts';
import type { UploadView } from './upload-view.ts';

export interface Sender {
  client: ArgusClient;
  link: Link;
  parallel: number;
  retries: RetryPolicy;
  said: SaidOfFiles;
  journal: BatchJournal;
  view: UploadView;
}

/** Refusals that concern one file: the others are sent all the same. */
const ofOneFile: readonly string[] = ['too_large', 'validation', 'length_mismatch'];

/**
 * Hashes files and brings them over, several at a time.
 * @returns files that could not be sent, each with the reason: they changed meanwhile, cannot be read, or are not taken.
 */
export async function sendFiles(
  { client, link, parallel, retries, said, journal, view }: Sender,
  batchId: string,
  files: readonly LocalFile[],
): Promise<LeftOut[]> {
  const leftOut: LeftOut[] = [];

  async function hashed(file: LocalFile): Promise<HashedFile> {
    const known = journal.memory.digests.get(file.path);
    if (known?.size === file.size && known.mtime === file.mtime) return { ...file, sha256: known.sha256 };
    const whole = { ...file, sha256: await digestFile(file) };
    await journal.noteDigest(whole);
    return whole;
  }

  async function send(file: LocalFile): Promise<void> {
    view.begin(file);
    const whole = await hashed(file);
    const file_id = await uploadFile({ client, batchId, link, retries, said }, whole, {
      onResumed: (bytes) => view.resumed(file, bytes),
      onBytes: (bytes) => view.sent(file, bytes),
      onTrouble: (error, pauseMs) => view.trouble(file, { error, pauseMs }),
    });
    await journal.noteStored({ ...whole, file_id });
    view.stored(file);
  }

  await inLanes(files, parallel, async (file) => {
    await send(file).catch((error: unknown) => {
      const reason = reasonOf(error, file);
      if (reason === undefined) throw error;
      leftOut.push({ path: file.path, reason });
      view.leftOut(file);
    });
  });
  return leftOut;
}

/** Why this file alone is not sent; undefined for what concerns all of them. */
function reasonOf(error: unknown, { path }: LocalFile): string | undefined {
  if (error instanceof FileChanged) return error.message.replace(`${path} `, 'it ');
  if (error instanceof ApiError) {
    return ofOneFile.includes(error.code) && !isTransient(error) ? error.message : undefined;
  }
  return error instanceof Error && 'syscall' in error ? error.message : undefined;
}
