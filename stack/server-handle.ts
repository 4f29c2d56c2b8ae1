import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describePortOwner, isFree, nextFree, portVariable } from './ports.ts';
import { readRecord, recordedProcess, removeRecord, writeRecord } from './process-record.ts';
import { listProcesses, type ProcessInfo, processesWithVariable, processTree } from './process-table.ts';
import {
  type OnProgress,
  type Place,
  type Server,
  type ServerName,
  StackError,
  type StackPorts,
  type StackTls,
} from './server.ts';
import type { StackFolder } from './stack-folder.ts';

export type ServerState = 'healthy' | 'unhealthy' | 'paused' | 'stopped';

/** One server of one stack. Every process that opens the same folder controls the same server processes. */
export interface ServerHandle {
  readonly name: ServerName;
  /** host:port of its main port. */
  readonly address: string;
  readonly logFile: string;
  readonly dataDir: string;
  pid(): number | undefined;
  state(): Promise<ServerState>;
  healthy(): Promise<boolean>;
  /** Resolves when the server answers; leaves a healthy one running and replaces one that hangs. */
  start(): Promise<void>;
  /** Stops it with its own shutdown signal; with SIGKILL if that takes longer than 20 seconds. */
  stop(): Promise<void>;
  /** SIGKILL to the server and all its processes; resolves when they are gone. */
  kill9(): Promise<void>;
  /** SIGSTOP: alive, its port open, but not responding. Resolves when it has stopped. */
  pause(): Promise<void>;
  resume(): void;
  restart(): Promise<void>;
}

/**
 * Set in the environment of each server: the stack recognises its own processes by it, even if the pid file is lost.
 */
const marker = 'ARGUS_STACK_SERVER';

const startTimeout = 60_000;
const stopTimeout = 20_000;
/** A server that already runs but is busy gets this long to answer before it counts as hanging. */
const answerTimeout = 5_000;
const largestLog = 16 * 1024 ** 2;

export function serverHandle(
  server: Server,
  folder: StackFolder,
  ports: StackPorts,
  onProgress: OnProgress = () => {},
  tls?: StackTls,
): ServerHandle {
  const { name } = server;
  const place: Place = { dataDir: folder.dataDir(server), ports, tls };
  const recordFile = folder.recordFile(name);
  const logFile = folder.logFile(name);
  const address = `127.0.0.1:${ports[server.ports[0]]}`;
  const pid = () => running()?.pid;
  const healthy = () => server.healthy(place);

  /** The recorded process, or one of ours whose record was lost. */
  function running(): ProcessInfo | undefined {
    return recordedProcess(recordFile) ?? processesWithVariable(marker, place.dataDir)[0];
  }

  function signal(kind: NodeJS.Signals, members = processTree(pid() ?? 0)): void {
    for (const member of members) sendSignal(member.pid, kind);
  }

  async function kill9(): Promise<void> {
    const main = running();
    if (main) {
      const members = processTree(main.pid);
      signal('SIGKILL', members);
      await gone(members);
    }
    removeRecord(recordFile);
  }

  async function stop(): Promise<void> {
    const main = running();
    if (main) {
      const members = processTree(main.pid);
      signal('SIGCONT', members);
      sendSignal(main.pid, server.stopSignal);
      if (!(await gone(members, stopTimeout))) return kill9();
    }
    removeRecord(recordFile);
  }

  async function start(): Promise<void> {
    const started = performance.now();
    const ready = (wasRunning: boolean) =>
      onProgress({
        kind: 'ready',
        what: name,
        address,
        seconds: (performance.now() - started) / 1000,
        wasRunning,
      });
    onProgress({ kind: 'starting', what: name });
    try {
      if (await alreadyServes()) return ready(true);
      await server.ensure(onProgress);
      for (const port of server.ports) await assertPortFree(port);
      await launch();
      ready(false);
    } catch (error) {
      onProgress({ kind: 'failed', what: name });
      throw error;
    }
  }

  /** Otherwise none of its processes would be left running. */
  async function alreadyServes(): Promise<boolean> {
    const main = running();
    const record = recordedProcess(recordFile) && readRecord(recordFile);
    if (record && server.ports.some((port) => record.ports[port] !== ports[port])) {
      await stop();
      return false;
    }
    resume();
    if (main && (await becomesHealthy(answerTimeout, () => pid() === main.pid))) {
      if (!record) writeRecord(recordFile, main.pid, ports);
      return true;
    }
    await kill9();
    return false;
  }

  async function becomesHealthy(timeout: number, alive: () => boolean): Promise<boolean> {
    const giveUpAt = performance.now() + timeout;
    while (performance.now() < giveUpAt && alive()) {
      if (await healthy()) return true;
      await sleep(50);
    }
    return false;
  }

  async function assertPortFree(port: keyof StackPorts): Promise<void> {
    const number = ports[port];
    if (await isFree(number)) return;
    throw new StackError(
      `${name} cannot start: port ${number} is in use by ${describePortOwner(number)}. ` +
        `Stop that, or choose another port: ${portVariable(port)}=${await nextFree(ports, number)}.`,
    );
  }

  async function launch(): Promise<void> {
    const { file, args, env, user } = await server.prepare(place);
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLog) truncateSync(logFile);
    const log = openSync(logFile, 'a');
    const logStart = statSync(logFile).size;
    const child = spawn(file, args, {
      detached: true,
      cwd: '/',
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env, [marker]: place.dataDir },
      ...user,
    });
    closeSync(log);
    await spawned(child, file);
    writeRecord(recordFile, child.pid ?? 0, ports);
    child.unref();
    const alive = () => child.exitCode === null && child.signalCode === null;
    if (await becomesHealthy(startTimeout, alive)) return;
    const reason = alive()
      ? `does not answer after ${startTimeout / 1000} s`
      : `ended at once (${child.signalCode ?? `exit code ${child.exitCode}`})`;
    await kill9();
    const lastLines = readFileSync(logFile).subarray(logStart).toString().trim().split('\n').slice(-12);
    throw new StackError(`${name} ${reason}. Its log, ${logFile}, ends with:\n${lastLines.join('\n')}`);
  }

  async function pause(): Promise<void> {
    signal('SIGSTOP');
    while (processTree(pid() ?? 0).some((member) => !member.stopped)) await sleep(5);
  }

  function resume(): void {
    signal('SIGCONT');
  }

  async function state(): Promise<ServerState> {
    const main = running();
    if (!main) return 'stopped';
    if (main.stopped) return 'paused';
    return (await healthy()) ? 'healthy' : 'unhealthy';
  }

  return {
    name,
    address,
    logFile,
    dataDir: place.dataDir,
    pid,
    state,
    healthy,
    start,
    stop,
    kill9,
    resume,
    pause,
    restart: async () => {
      await stop();
      await start();
    },
  };
}

function spawned(child: ChildProcess, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new StackError(`cannot run ${file}: ${error.message}`)));
  });
}

function sendSignal(pid: number, kind: NodeJS.Signals): void {
  try {
    process.kill(pid, kind);
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Resolves to false if one of them is still running after `timeout` ms. */
async function gone(members: readonly ProcessInfo[], timeout = 10_000): Promise<boolean> {
  const identities = new Set(members.map(({ identity, pid }) => `${pid} ${identity}`));
  const giveUpAt = performance.now() + timeout;
  while (listProcesses().some(({ pid, identity }) => identities.has(`${pid} ${identity}`))) {
    if (performance.now() > giveUpAt) return false;
    await sleep(20);
  }
  return true;
}
