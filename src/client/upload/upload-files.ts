import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { resolve } from 'node:path';
import type { FileBody } from '../../api/batches/file-schema.ts';
import type { ArgusClient } from '../client.ts';
import { patient, withRetries } from '../retry.ts';
import { relativeNames } from './relative-names.ts';
import { sendFile } from './send-file.ts';
import { type SilenceLimits, usualLimits } from './watch-socket.ts';

export interface UploadProgress {
  file: string;
  /** Of all files; at most `totalBytes`. */
  bytes: number;
  totalBytes: number;
  files: number;
  totalFiles: number;
  /** Why the last attempt failed, while waiting for the next. */
  trouble?: Trouble | undefined;
}

export interface Trouble {
  error: Error;
  /** Milliseconds until the next attempt. */
  pauseMs: number;
}

/** Concurrent uploads: enough to fill a link, few enough for a small client. */
const parallel = 3;

/**
 * Uploads files to a batch from disk (in Node), resuming after dropped connections; resolves when all are
 * acknowledged.
 */
export async function uploadFiles(
  client: ArgusClient,
  batchId: string,
  files: readonly string[],
  onProgress: (progress: UploadProgress) => void,
  limits: SilenceLimits = usualLimits,
): Promise<void> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const names = relativeNames(files);
  const sent = new Array<number>(files.length).fill(0);
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0);
  const agent = new (client.server.startsWith('https:') ? HttpsAgent : Agent)({
    keepAlive: true,
    maxSockets: parallel,
  });
  let acknowledged = 0;
  let bytes = 0;
  const report = (file: string, trouble?: Trouble) => {
    onProgress({ file, bytes, totalBytes, files: acknowledged, totalFiles: files.length, trouble });
  };

  async function upload(index: number, file: string): Promise<void> {
    const take = (count: number, trouble?: Trouble) => {
      bytes += count - (sent[index] ?? 0);
      sent[index] = count;
      report(file, trouble);
    };
    await withRetries(
      () =>
        sendFile<FileBody>({
          url: client.filesUrl(batchId),
          file,
          name: names[index] ?? file,
          size: sizes[index] ?? 0,
          key: keyOf(batchId, file),
          agent,
          headers: client.http.authorization,
          limits,
          onSent: take,
        }),
      { policy: patient, onRetry: (error, pauseMs) => take(0, { error, pauseMs }) },
    );
    acknowledged += 1;
    report(file);
  }

  const queue = files.entries();
  const lane = async () => {
    for (const [index, file] of queue) await upload(index, file);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(parallel, files.length) }, lane));
  } finally {
    agent.destroy();
  }
}

/** The same file of the same batch has the same key, even when the command is restarted. */
function keyOf(batchId: string, file: string): string {
  return createHash('sha256')
    .update(`${batchId}\0${resolve(file)}`)
    .digest('hex');
}
