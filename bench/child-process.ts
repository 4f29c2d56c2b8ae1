import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Child {
  pid: number;
  stop(): Promise<void>;
}

export interface ChildOptions {
  /** Path from the root of the repository, or of another checkout. */
  script: string;
  args?: string[];
  environment?: Record<string, string>;
  /** The log is written there. */
  dir: string;
  /** Polled until it returns true; receives the log so far. */
  isReady: (log: string) => boolean | Promise<boolean>;
}

const readyWithinMs = 180_000;

/** A Node process with a log file of its own, which ends with this process. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { script, args = [], environment = {}, dir, isReady } = options;
  const { child, logFile } = run(script, args, environment, dir);
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  const exited = once(child, 'exit').then(() => process.off('exit', reap));
  const deadline = Date.now() + readyWithinMs;
  while (!(await isReady(readFileSync(logFile, 'utf8')))) {
    if (hasEnded(child) || Date.now() > deadline) {
      reap();
      throw new Error(
        `${script} did not get ready. Its log:\n${readFileSync(logFile, 'utf8').slice(-4_000)}`,
      );
    }
    await delay(50);
  }
  if (child.pid === undefined) throw new Error(`${script} has no process id`);
  return {
    pid: child.pid,
    async stop() {
      if (!hasEnded(child)) child.kill('SIGTERM');
      await exited;
    },
  };
}

/**
 * Runs a script to completion.
 * @throws Error with its log if it fails.
 */
export async function runChild(
  script: string,
  environment: Record<string, string>,
  dir: string,
): Promise<void> {
  const { child, logFile } = run(script, [], environment, dir);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${script} failed:\n${readFileSync(logFile, 'utf8').slice(-4_000)}`);
}

/**
 * Runs Node with these arguments, without output.
 * @throws Error if it fails.
 */
export async function runNode(args: readonly string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`);
}

let started = 0;

function run(script: string, args: string[], environment: Record<string, string>, dir: string) {
  started += 1;
  const logFile = join(dir, `${started}-${script.replaceAll(/[^a-z]+/g, '-')}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    [isAbsolute(script) ? script : fileURLToPath(new URL(`../${script}`, import.meta.url)), ...args],
    { env: { ...process.env, ...environment }, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  return { child, logFile };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
