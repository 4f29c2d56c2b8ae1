import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, isPassing } from './http-client.ts';

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

/** A link that is gone longer than this needs a person: about 20 minutes of tries. */
const tries = 30;
const pauseMs = { first: 500, most: 60_000 };
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
  let pause = pauseMs.first;
  for (let attempt = 1; ; attempt += 1) {
    let sent = 0;
    try {
      await client.uploadFile(`/api/v1/batches/${batchId}/files`, file, key, (bytes) => {
        sent += bytes;
        onChange({ bytes });
      });
      return;
    } catch (error) {
      if (!isPassing(error) || attempt === tries) throw error;
      onChange({ bytes: -sent, trouble: `${reasonOf(error)}; next try in ${Math.ceil(pause / 1000)} s` });
      await delay(pause);
      pause = Math.min(pause * 2, pauseMs.most);
    }
  }
}

/** `fetch failed` alone helps nobody: its cause says what happened to the connection. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
