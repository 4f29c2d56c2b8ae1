import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** What can run as a process of its own: a file in `src`. */
export type RoleMain =
  | 'api/server'
  | 'workers/parse-worker'
  | 'workers/workflow-worker'
  | 'workers/relay'
  | 'workers/all-in-one';

export type RoleChild = ChildProcessByStdio<null, Readable, Readable>;

/** Starts it with these variables beside those of this process, and ends it with this process, which may die. */
export function spawnRole(
  main: RoleMain,
  environment: Record<string, string>,
  nodeArguments: readonly string[] = [],
): RoleChild {
  const script = fileURLToPath(new URL(`../src/${main}.ts`, import.meta.url));
  const child = spawn(
    process.execPath,
    ['--disable-warning=TimeoutNegativeWarning', ...nodeArguments, script],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
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
