import { constants, type Dirent, type Stats } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from './command-error.ts';
import { ofCommandLine, phrase } from './language.ts';

export interface FoundFiles {
  /** Sorted by path; each file once, however many paths or links lead to it. */
  files: string[];
  leftOut: LeftOut[];
}

const checkPath = 'Check the path, and that you may read it; folders are searched at any depth.';

export interface LeftOut {
  path: string;
  reason: string;
  /** There is something, and it cannot be read. */
  isUnread?: true;
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
    const refusal = await refusalOf(path);
    if (refusal !== undefined) {
      leftOut.push({ path, reason: refusal, isUnread: true });
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
      leftOut.push({ path, reason: (error as Error).message, isUnread: true });
      return;
    }
    for (const entry of entries) {
      const below = join(path, entry.name);
      const info = await stat(below).catch((error: NodeJS.ErrnoException) => error);
      if (info instanceof Error) leftOut.push({ path: below, ...unknownEntry(entry, info) });
      else await take(below, info);
    }
  }

  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info) throw new CommandError('usage', `${path}: there is no such file or folder`, checkPath);
    await take(path, info);
  }
  if (files.size === 0 && !mayBeNone) {
    const rest =
      leftOut.length === 0
        ? ''
        : ` (left out: ${leftOut.map(({ path, reason }) => `${path}, ${reason}`).join('; ')})`;
    throw new CommandError('usage', `there is no file in ${paths.join(', ')}${rest}`, checkPath);
  }
  return { files: [...files.values()].sort(), leftOut };
}

/** Why it may not be read; undefined if it may. */
async function refusalOf(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** @throws CommandError unless it is a file that may be read. */
export async function mustBeReadable(path: string): Promise<void> {
  const info = await stat(path).catch(() => undefined);
  if (!info) throw new CommandError('usage', `${path}: there is no such file`, checkPath);
  if (!info.isFile()) throw new CommandError('usage', `${path} is not a file`, 'Name one recording.');
  const refusal = await refusalOf(path);
  if (refusal !== undefined) throw new CommandError('usage', refusal, checkPath);
}

/** Of an entry of a folder that the system says nothing about. A link to nowhere leads to nothing that could be read. */
function unknownEntry(entry: Dirent, { code, message }: NodeJS.ErrnoException): Omit<LeftOut, 'path'> {
  const isLink = entry.isSymbolicLink();
  if (isLink && code === 'ENOENT') return { reason: 'a broken symbolic link' };
  if (isLink && code === 'ELOOP') return { reason: 'a symbolic link to itself' };
  // Removed since the folder was listed.
  return code === 'ENOENT' ? { reason: message } : { reason: message, isUnread: true };
}

const leftOutText = (path: string, reason: string) =>
  phrase('left out: {path} ({reason})', { path, reason: ofCommandLine(reason) });

/** One line for each skipped path. */
export function leftOutLines(leftOut: readonly LeftOut[]): string {
  return leftOut.map(({ path, reason }) => `${leftOutText(path, reason)}\n`).join('');
}
