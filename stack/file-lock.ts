import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process holds the lock on `path`. SQLite's file lock belongs to the kernel, which
 * releases it when a process dies, so there are no stale locks.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    let waiting = false;
    while (!tryLock(file)) {
      if (!waiting) onWait?.();
      waiting = true;
      await sleep(100);
    }
    return await work();
  } finally {
    file.close();
  }
}

const sqliteBusy = 5;

function tryLock(file: DatabaseSync): boolean {
  try {
    file.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return false;
    throw error;
  }
}
