import { type BatchFile, fileObjectKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { isReadableSize } from '../../recordings/formats/dbc/detects-dbc.ts';
import { holdsDatabase } from '../../recordings/formats/dbc/unpack-database.ts';
import type { NewFile } from '../../stores/postgres/files.ts';
import type { ApiDeps } from '../deps.ts';
import { createFilesHint } from './hint-files.ts';

/** Stored, and returned to browsers; the real format is detected from the file's bytes. */
const contentType = 'application/octet-stream';

export type WholeFile = Omit<NewFile, 'content_type' | 'is_can_database'>;

/** Makes a file count whose object is complete, whichever way its bytes came. */
export function createFileCounter({ config, stores, logger, metrics }: ApiDeps) {
  const { files, objects, redis } = stores;
  const hint = createFilesHint(redis, logger);

  /**
   * The row makes the file count. If the batch accepts no more files, no row will ever refer to the object, and it is
   * removed. If the database connection broke, the row may exist, so the object must stay.
   */
  async function addRow(file: NewFile): Promise<BatchFile> {
    const { id, batch_id, upload_key } = file;
    try {
      return await files.add(file, config.UPLOAD_MAX_FILES);
    } catch (error) {
      const found = upload_key ? files.ofUpload(batch_id, upload_key) : files.get(batch_id, id);
      const row = await found.catch(() => 'unknown' as const);
      if (row && row !== 'unknown') return row;
      const lost = error instanceof ArgusError && error.code === 'upload_interrupted';
      if (error instanceof ArgusError && row !== 'unknown' && !lost) await removeObject(batch_id, id);
      throw error;
    }
  }

  async function removeObject(batch_id: string, file_id: string): Promise<void> {
    await objects.remove(fileObjectKey(batch_id, file_id)).catch((error: unknown) => {
      logger.warn({ err: error, batch_id, file_id }, 'an object without a row could not be removed');
    });
  }

  /**
   * Resolves to the file that counts: this one, or an earlier one that is the same, whereupon the object of this one goes.
   * @param head the first bytes of the file, asked for where they decide what it is
   * @throws ArgusError `state`, `too_many_files`, `not_found`.
   */
  return async (whole: WholeFile, head: () => Promise<Buffer>): Promise<BatchFile> => {
    const is_can_database = isReadableSize(whole.size) && (await holdsDatabase(await head()));
    const file = await addRow({ ...whole, is_can_database, content_type: contentType });
    if (file.id !== whole.id) {
      await removeObject(whole.batch_id, whole.id);
    } else {
      hint();
      metrics.uploadBytes.inc(whole.size);
      metrics.uploadFiles.inc({ outcome: 'stored' });
    }
    return file;
  };
}

export type FileCounter = ReturnType<typeof createFileCounter>;
