import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ApiClient } from './http-client.ts';
import { persist } from './persist.ts';

export interface UploadProgress {
  file: string;
  /** Over all files. */
  bytes: number;
  totalBytes: number;
  files: number;
  totalFiles: number;
  /** Why the last try failed, while another is waited for. */
  trouble?: string;
}

/** Files on the way at once: enough to fill a link, few enough for a small client. */
const parallel = 3;

/** Uploads files to a batch, going on after dropped connections; resolves when each is acknowledged. */
export async function uploadFiles(
  client: ApiClient,
  batchId: string,
  files: string[],
  onProgress: (progress: UploadProgress) => void,
): Promise<void> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const progress: UploadProgress = {
    file: '',
    bytes: 0,
    totalBytes: sizes.reduce((sum, size) => sum + size, 0),
    files: 0,
    totalFiles: files.length,
  };
  const queue = [...files];
  const lane = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      await uploadWithRetries(client, batchId, file, (change) => {
        progress.bytes += change.bytes ?? 0;
        onProgress(Object.assign(progress, { file, trouble: change.trouble }));
      });
      progress.files += 1;
      onProgress(progress);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, files.length) }, lane));
}

async function uploadWithRetries(
  client: ApiClient,
  batchId: string,
  file: string,
  onChange: (change: { bytes?: number; trouble?: string }) => void,
): Promise<void> {
  // The same file of the same batch has the same key, also when the command is started again.
  const key = createHash('sha256')
    .update(`${batchId}\0${resolve(file)}`)
    .digest('hex');
  let sent = 0;
  await persist(
    () =>
      client.uploadFile(`/api/v1/batches/${batchId}/files`, file, key, (bytes) => {
        sent += bytes;
        onChange({ bytes });
      }),
    (trouble) => {
      onChange({ bytes: -sent, trouble });
      sent = 0;
    },
  );
}
