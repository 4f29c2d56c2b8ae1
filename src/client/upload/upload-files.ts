import type { ArgusClient } from '../client.ts';
import { inLanes } from '../in-lanes.ts';
import { patient } from '../retry.ts';
import { digestFile, identityOf, type LocalFile } from './local-file.ts';
import { openLink, usualParallel } from './open-link.ts';
import { relativeNames } from './relative-names.ts';
import { uploadFile } from './upload-file.ts';
import type { SilenceLimits } from './watch-socket.ts';

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

/**
 * Uploads files to a batch from disk (in Node), resuming after dropped connections; resolves when all are
 * acknowledged.
 */
export async function uploadFiles(
  client: ArgusClient,
  batchId: string,
  paths: readonly string[],
  onProgress: (progress: UploadProgress) => void,
  limits?: SilenceLimits,
): Promise<void> {
  const names = relativeNames(paths);
  const files = await Promise.all(
    paths.map(
      async (path, index): Promise<LocalFile> => ({
        path,
        name: names[index] ?? path,
        ...(await identityOf(path)),
      }),
    ),
  );
  const sent = new Map<LocalFile, number>();
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  const link = openLink(client, { limits });
  const target = { client, batchId, link, retries: patient };
  let acknowledged = 0;
  let bytes = 0;

  async function upload(file: LocalFile): Promise<void> {
    const report = (trouble?: Trouble) => {
      onProgress({
        file: file.path,
        bytes,
        totalBytes,
        files: acknowledged,
        totalFiles: files.length,
        trouble,
      });
    };
    await uploadFile(
      target,
      { ...file, sha256: await digestFile(file) },
      {
        onBytes(count) {
          bytes += count - (sent.get(file) ?? 0);
          sent.set(file, count);
          report();
        },
        onTrouble: (error, pauseMs) => report({ error, pauseMs }),
      },
    );
    acknowledged += 1;
    report();
  }

  try {
    await inLanes(files, usualParallel, upload);
  } finally {
    link.agent.destroy();
  }
}
