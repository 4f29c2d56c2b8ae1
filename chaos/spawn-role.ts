import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** What can run as a process of its own: a file in `src`. */
export type RoleMain =
  | 'api/server'
  | 'workers/parse-worker'
  | 'workers/workflow-worker'
  | 'workers/relay'
  | 'workers/all-in-one';

const ownRoot = fileURLToPath(new URL('../', import.meta.url));

export type RoleChild = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Starts it with these variables in addition to those of this process, and ends it with this process, which may die.
 * `root` is that of its code; another release may lie elsewhere.
 */
export function spawnRole(
  main: RoleMain,
  environment: Record<string, string>,
  { nodeArguments = [], root = ownRoot }: { nodeArguments?: readonly string[]; root?: string } = {},
): RoleChild {
  const script = join(root, 'src', `${main}.ts`);
  const child = spawn(process.execPath, [...nodeArguments, script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  child.once('exit', () => process.off('exit', reap));
  return child;
}

/** Resolves when it has ended, at once when it had before. */
export async function endRole(child: RoleChild, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
