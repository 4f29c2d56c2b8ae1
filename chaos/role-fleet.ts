import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endRole, type RoleChild, type RoleMain, spawnRole } from './spawn-role.ts';

export const roleNames = ['api', 'worker-workflow', 'worker-parse', 'relay'] as const;
export type RoleName = (typeof roleNames)[number];

const entryPoints: Record<RoleName, RoleMain> = {
  api: 'api/server',
  'worker-workflow': 'workers/workflow-worker',
  'worker-parse': 'workers/parse-worker',
  relay: 'workers/relay',
};

/** As on a container platform: a process that ended is restarted a moment later. */
const restartAfterMs = 500;
const stopWithinMs = 30_000;

export interface RoleOptions {
  name: RoleName;
  /** Of several processes of one role. */
  index: number;
  environment: Record<string, string>;
  /** Where it serves its metrics. */
  metricsPort: number;
  logFolder: string;
  /** Receives a sentence when the process ends unexpectedly. */
  onDeath: (sentence: string) => void;
}

/** One process of one role, restarted whenever it ends. */
export interface RoleProcess {
  readonly name: RoleName;
  readonly index: number;
  readonly figuresUrl: string;
  kill9(): Promise<void>;
  /** SIGTERM; it is restarted, as in a deployment; from then on with these arguments of Node. */
  restart(nodeArguments?: readonly string[]): Promise<void>;
  /** SIGSTOP: alive but not responding. */
  pause(): void;
  resume(): void;
  /** Stops it for good. */
  stop(): Promise<void>;
  log(): Promise<string>;
}

export function startRole({
  name,
  index,
  environment,
  metricsPort,
  logFolder,
  onDeath,
}: RoleOptions): RoleProcess {
  const logFile = join(logFolder, `${name}-${index}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  let wanted = true;
  let nodeArguments: readonly string[] = [];
  let child = launch();

  function launch(): RoleChild {
    const started = spawnRole(
      entryPoints[name],
      { ...environment, METRICS_PORT: `${metricsPort}` },
      { nodeArguments },
    );
    for (const output of [started.stdout, started.stderr]) output.pipe(log, { end: false });
    started.once('exit', async (code, signal) => {
      if (!wanted) return;
      if (!endedOnPurpose.has(started))
        onDeath(`${name} ${index} ended by itself (${signal ?? `exit code ${code}`})`);
      await delay(restartAfterMs);
      if (wanted) child = launch();
    });
    return started;
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    endedOnPurpose.add(ending);
    const late = setTimeout(() => {
      onDeath(`${name} ${index} did not stop within ${stopWithinMs / 1000} s`);
      ending.kill('SIGKILL');
    }, stopWithinMs);
    await endRole(ending, signal);
    clearTimeout(late);
  }

  return {
    name,
    index,
    figuresUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    kill9: () => end('SIGKILL'),
    async restart(next) {
      if (next) nodeArguments = next;
      await end('SIGTERM');
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async stop() {
      wanted = false;
      child.kill('SIGCONT');
      await end('SIGTERM');
      log.end();
    },
    log: () => readFile(logFile, 'utf8'),
  };
}

/** Children that this run ended on purpose. */
const endedOnPurpose = new WeakSet<RoleChild>();
