import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';
import type { SystemUser } from './server.ts';

/** PostgreSQL refuses to run as root; root therefore runs it as an unprivileged user. */
const userName = 'postgres';
const isRoot = process.getuid?.() === 0;

/** Where root keeps what that user needs if the checkout is not accessible to that user. */
export const reachableRoot = '/var/lib/argus-stack';

/** @returns undefined if the current user is suitable. */
export async function postgresUser(): Promise<SystemUser | undefined> {
  if (!isRoot) return undefined;
  return (await findUser()) ?? createUser();
}

async function findUser(): Promise<SystemUser | undefined> {
  try {
    const ids = await Promise.all(['-u', '-g'].map((flag) => runCommand('id', [flag, userName])));
    const [uid = 0, gid = 0] = ids.map(Number);
    return { uid, gid };
  } catch {
    return undefined;
  }
}

async function createUser(): Promise<SystemUser> {
  await runCommand('useradd', ['--system', '--user-group', '--no-create-home', userName]);
  const user = await findUser();
  if (!user) throw new Error(`useradd made no user ${userName}`);
  return user;
}

export function reachableDataDir(dataDir: string): string {
  if (usableByOthers(dirname(dataDir))) return dataDir;
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(reachableRoot, `data-${key}`, 'postgres');
}

/** Creates the folder and makes those of its parents that Argus owns accessible to others, whatever the umask. */
export async function makeReachable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (!folder.startsWith(reachableRoot)) return;
  await Promise.all([reachableRoot, folder].map((made) => chmod(made, 0o755)));
}

const othersMayPass = 0o001;

/** Whether a user other than root can reach the folder: each parent folder must allow it. */
export function usableByOthers(folder: string): boolean {
  if (!isRoot) return true;
  const passable = (statSync(folder, { throwIfNoEntry: false })?.mode ?? othersMayPass) & othersMayPass;
  if (!passable) return false;
  const parent = dirname(folder);
  return parent === folder || usableByOthers(parent);
}
