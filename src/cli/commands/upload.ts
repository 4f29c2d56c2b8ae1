import type { ArgusClient } from '../../client/client.ts';
import { prepareUpload } from '../upload/prepare-upload.ts';
import { uploadOnce } from '../upload/upload-once.ts';
import type { UploadOptions } from '../upload/upload-options.ts';
import { createUploadView } from '../upload/upload-view.ts';
import { watchFolders } from '../upload/watch-folders.ts';

export async function upload(client: ArgusClient, paths: string[], options: UploadOptions): Promise<void> {
  const view = createUploadView(process.stderr);
  const prepared = await prepareUpload(client, paths, options, view);
  if (options.watch) await watchFolders(prepared, paths, options, view);
  else await uploadOnce(client, prepared, paths, options, view);
}
