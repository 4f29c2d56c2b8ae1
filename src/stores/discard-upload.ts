import { type Upload, uploadObjectKey, uploadPrefix } from '../domain/upload.ts';
import type { ObjectStore } from './objects.ts';
import type { FileStore } from './postgres/files.ts';
import type { UploadStore } from './postgres/uploads.ts';

interface DiscardDeps {
  uploads: Pick<UploadStore, 'finish' | 'remove'>;
  files: Pick<FileStore, 'get'>;
  objects: Pick<ObjectStore, 'abortParts' | 'listKeys' | 'remove'>;
}

/** Takes apart what came of unfinished uploads. */
export function createDiscardUpload({ uploads, files, objects }: DiscardDeps) {
  /**
   * Frees what an upload holds, in the object store first. One whose file counts already, although the process died before it
   * could say so, is finished instead.
   * @param holder has to hold it, so that no other process makes its file count meanwhile
   * @returns whether it is gone.
   */
  return async (upload: Upload, holder: string): Promise<boolean> => {
    const { id, batch_id, s3_upload_id } = upload;
    const key = uploadObjectKey(upload);
    const file = upload.is_piece ? undefined : await files.get(batch_id, id);
    if (s3_upload_id && !file) await objects.abortParts(key, s3_upload_id);
    for (const tail of await objects.listKeys(uploadPrefix(upload))) await objects.remove(tail);
    if (file) {
      await uploads.finish(id, holder, file.size, id);
      return false;
    }
    // Where the same file was there before, the object of this upload went when it was finished.
    if (!upload.is_piece) await objects.remove(key);
    await uploads.remove(id, holder);
    return true;
  };
}

export type DiscardUpload = ReturnType<typeof createDiscardUpload>;
