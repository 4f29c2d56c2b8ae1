import { execFile, execFileSync } from 'node:child_process';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerHandle } from '../stack/server-handle.ts';

const run = promisify(execFile);
const MiB = 1024 * 1024;
/** A new cluster with its log takes 40 MB; a run of two minutes adds less than that. */
const size = '512m';

/** A disk for one server, small enough to be filled. */
export interface SmallDisk {
  /** Fills it until nothing more can be written. */
  fill(): Promise<void>;
  free(): Promise<void>;
  /** The server must have been stopped. */
  close(): Promise<void>;
}

/** @returns a sentence if this machine or this user cannot have one; the server then keeps its disk. */
export async function createSmallDisk(server: ServerHandle): Promise<SmallDisk | string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can mount a small disk';
  const { dataDir } = server;
  const before = `${dataDir}.before`;
  const { uid, gid, mode } = await stat(dataDir);
  await server.stop();
  await rename(dataDir, before);
  await mkdir(dataDir);
  const options = `size=${size},uid=${uid},gid=${gid},mode=${(mode & 0o777).toString(8)}`;
  try {
    await run('mount', ['-t', 'tmpfs', '-o', options, 'argus-chaos', dataDir]);
  } catch (error) {
    await rm(dataDir, { recursive: true });
    await rename(before, dataDir);
    await server.start();
    return `a small disk cannot be mounted here (${error instanceof Error ? error.message.trim() : error})`;
  }
  const unmount = () => execFileSync('umount', ['-l', dataDir]);
  process.once('exit', unmount);
  // Node's `cp` makes root the owner of every file.
  await run('cp', ['-a', `${before}/.`, dataDir]);
  await rm(before, { recursive: true });
  await server.start();
  const filler = join(dataDir, 'filler');
  return {
    async fill() {
      const file = await open(filler, 'w');
      try {
        for (const block = Buffer.alloc(MiB); ; ) await file.write(block);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    async close() {
      process.off('exit', unmount);
      await run('umount', [dataDir]);
    },
  };
}
