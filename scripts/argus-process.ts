import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describePortOwner, isFree } from '../stack/ports.ts';

const allInOne = fileURLToPath(new URL('../src/workers/all-in-one.ts', import.meta.url));
const readyWithinMs = 60_000;

export interface ArgusProcess {
  url: string;
  logFile: string;
  /** Resolves with how the process ended: `ended with exit code 1`, `was ended by SIGKILL`. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** The message is a sentence for the user. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Runs Argus (all roles in one child process) and waits until it is ready. */
export async function startArgusProcess(
  environment: Record<string, string>,
  port: number,
  logFile: string,
): Promise<ArgusProcess> {
  if (!(await isFree(port))) {
    throw new StartError(
      `Port ${port}, on which Argus would listen, is taken by ${describePortOwner(port)}. Stop it, or set SERVER_PORT to another port.`,
    );
  }
  await mkdir(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [allInOne], {
    env: { ...process.env, ...environment, SERVER_PORT: `${port}` },
    stdio: ['ignore', log, log],
    // In a process group of its own: Ctrl-C reaches whoever started it, who then stops it. It would end at once at a second signal.
    detached: true,
  });
  const ended = once(child, 'exit').then(([code, signal]) =>
    signal ? `was ended by ${signal}` : `ended with exit code ${code}`,
  );
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, ended, logFile);
  return {
    url,
    logFile,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilReady(
  url: string,
  child: ChildProcess,
  ended: Promise<string>,
  logFile: string,
): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  let last = 'no answer yet';
  let how: string | undefined;
  void ended.then((said) => {
    how = said;
  });
  while (how === undefined && Date.now() < deadline) {
    try {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
      last = await response.text();
      if ((JSON.parse(last) as { status: string }).status === 'ready') return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(100);
  }
  if (how !== undefined)
    throw new StartError(`Argus ${how} before it was ready. Its log says why: ${logFile}`);
  child.kill('SIGKILL');
  throw new StartError(`Argus did not become ready (${last}). Its log: ${logFile}`);
}
