import { lstat, unlink } from 'node:fs/promises';
import type { FileIdentity } from '../../client/upload/local-file.ts';
import type { LeftOut } from '../files-under.ts';
import type { StoredFile } from './batch-journal.ts';

/** What there is at a path: a link is not the recording. */
export type OnDisk = FileIdentity & { isFile: boolean };

/** Why a file that is safe stays all the same; undefined when it may be deleted. */
export function whyKept({ size, mtime }: FileIdentity, now: OnDisk): string | undefined {
  if (!now.isFile) return 'it was reached by a link';
  if (now.size !== size || now.mtime !== mtime) return 'it changed after it was sent';
  return undefined;
}

export interface Deleted {
  files: number;
  bytes: number;
  kept: LeftOut[];
}

/** @param safe files that a verified receipt names with the digest that they had. */
export async function deleteFiles(safe: readonly StoredFile[]): Promise<Deleted> {
  const deleted: Deleted = { files: 0, bytes: 0, kept: [] };
  for (const file of safe) {
    const { path } = file;
    try {
      const info = await lstat(path, { bigint: true });
      const now = { isFile: info.isFile(), size: Number(info.size), mtime: String(info.mtimeNs) };
      const reason = whyKept(file, now);
      if (reason !== undefined) {
        deleted.kept.push({ path, reason });
        continue;
      }
      await unlink(path);
      deleted.files += 1;
      deleted.bytes += file.size;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') deleted.kept.push({ path, reason: message });
    }
  }
  return deleted;
}
