import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from './file-lock.ts';
import type { OnProgress } from './server.ts';

/** Shared by all checkouts of a user, so that a second clone starts within seconds. */
export function cacheRoot(): string {
  return process.env.ARGUS_STACK_CACHE || join(homedir(), '.cache', 'argus-stack');
}

export interface Build {
  readonly name: string;
  readonly version: string;
  /** For the progress line: how it is built and how long that may take. */
  readonly detail: string;
  /** Fills an empty folder. A folder under the final name in the cache is therefore always complete. */
  build(folder: string): Promise<void>;
  readonly root?: string;
}

export function builtFolder({ name, version, root = cacheRoot() }: Omit<Build, 'detail' | 'build'>): string {
  return join(root, `${name}@${version}`);
}

export function isBuilt(build: Omit<Build, 'detail' | 'build'>): boolean {
  return existsSync(builtFolder(build));
}

/** @returns the folder of the finished build. When several processes need it, one builds and the others wait. */
export async function buildOnce(build: Build, onProgress: OnProgress): Promise<string> {
  const folder = builtFolder(build);
  if (existsSync(folder)) return folder;
  const detail = 'another run is building it';
  return withFileLock(
    `${folder}.lock`,
    () => buildLocked(build, folder, onProgress),
    () => onProgress({ kind: 'waiting', what: build.name, detail }),
  );
}

async function buildLocked(build: Build, folder: string, onProgress: OnProgress): Promise<string> {
  if (existsSync(folder)) return folder;
  const { name: what, version, detail, root = cacheRoot() } = build;
  const started = performance.now();
  onProgress({ kind: 'building', what, detail: `${version}, ${detail}` });
  const unfinished = `${what}@${version}.unfinished`;
  await removeLeftovers(root, unfinished);
  const temporary = join(root, `${unfinished}-${process.pid}`);
  await mkdir(temporary, { recursive: true });
  try {
    await build.build(temporary);
    await rename(temporary, folder);
  } catch (error) {
    onProgress({ kind: 'failed', what });
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  onProgress({ kind: 'built', what, seconds: (performance.now() - started) / 1000 });
  return folder;
}

/** Left by builds that were killed. Called while the lock is held, so none of them is still in progress. */
async function removeLeftovers(root: string, prefix: string): Promise<void> {
  const leftovers = (await readdir(root)).filter((entry) => entry.startsWith(prefix));
  await Promise.all(leftovers.map((entry) => rm(join(root, entry), { recursive: true, force: true })));
}
