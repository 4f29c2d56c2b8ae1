import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from './command-error.ts';

export interface FoundFiles {
  /** Sorted by path; each file once, however many paths or links lead to it. */
  files: string[];
  leftOut: LeftOut[];
}

const checkPath = 'Check the path, and that you may read it; folders are searched at any depth.';

export interface LeftOut {
  path: string;
  reason: string;
}

/**
 * The given files, and those in the given folders at any depth; symbolic links are followed.
 * @throws CommandError for a missing path, and if there is no file at all unless `mayBeNone`.
 */
export async function filesUnder(paths: readonly string[], mayBeNone = false): Promise<FoundFiles> {
  /** By real path. */
  const files = new Map<string, string>();
  const folders = new Set<string>();
  const leftOut: LeftOut[] = [];

  async function take(path: string, info: Stats): Promise<void> {
    if (info.isDirectory()) return takeFolder(path);
    if (!info.isFile()) {
      leftOut.push({ path, reason: 'neither a file nor a folder' });
      return;
    }
    const real = await realpath(path);
    if (!files.has(real)) files.set(real, path);
  }

  async function takeFolder(path: string): Promise<void> {
    const real = await realpath(path);
    // Also stops at a link that leads back to a parent folder.
    if (folders.has(real)) return;
    folders.add(real);
    let entries: Dirent[];
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (error) {
      leftOut.push({ path, reason: (error as Error).message });
      return;
    }
    for (const entry of entries) {
      const below = join(path, entry.name);
      const info = await stat(below).catch((error: NodeJS.ErrnoException) => reasonOf(entry, error));
      if (typeof info === 'string') leftOut.push({ path: below, reason: info });
      else await take(below, info);
    }
  }

  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info) throw new CommandError('usage', `${path}: there is no such file or folder`, checkPath);
    await take(path, info);
  }
  if (files.size === 0 && !mayBeNone) {
    const rest = leftOut.length === 0 ? '' : ` (left out: ${leftOut.map(({ path }) => path).join(', ')})`;
    throw new CommandError('usage', `there is no file in ${paths.join(', ')}${rest}`, checkPath);
  }
  return { files: [...files.values()].sort(), leftOut };
}

function reasonOf(entry: Dirent, { code, message }: NodeJS.ErrnoException): string {
  if (!entry.isSymbolicLink()) return message;
  if (code === 'ENOENT') return 'a broken symbolic link';
  return code === 'ELOOP' ? 'a symbolic link to itself' : message;
}

/** One line for each skipped path. */
export function leftOutLines(leftOut: readonly LeftOut[]): string {
  return leftOut.map(({ path, reason }) => `left out: ${path} (${reason})\n`).join('');
}
