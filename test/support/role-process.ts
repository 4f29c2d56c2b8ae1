import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RoleProcess {
  pid: number;
  kill9(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Lines of its log so far. */
  log(): string;
}

/** A role of Argus as a separate process, so that it can be killed. Resolves when it is running. */
export async function startRole(
  main:
    | 'api/server'
    | 'workers/parse-worker'
    | 'workers/workflow-worker'
    | 'workers/relay'
    | 'workers/all-in-one',
  environment: Record<string, string>,
  /** Of its code; another release may lie elsewhere. */
  root = fileURLToPath(new URL('../../', import.meta.url)),
): Promise<RoleProcess> {
  const script = join(root, 'src', `${main}.ts`);
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...environment, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It must not outlive a test run that dies.
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  const exited = once(child, 'exit').then(() => process.off('exit', reap));
  let log = '';
  await Promise.race([
    new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('is running"')) resolve();
      });
    }),
    exited.then(() => {
      throw new Error(`${main} ended before it was running:\n${log}`);
    }),
  ]);
  return { pid: pidOf(child), kill9: () => end(child, 'SIGKILL', exited), stop, log: () => log };

  async function stop(): Promise<number | null> {
    await end(child, 'SIGTERM', exited);
    return child.exitCode;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await exited;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the process did not start');
  return child.pid;
}
