import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type StackEndpoints, stackEndpoints } from './endpoints.ts';
import { withFileLock } from './file-lock.ts';
import { guardStack } from './guard.ts';
import { fixedPorts, freePorts } from './ports.ts';
import { readRecord, recordedProcess } from './process-record.ts';
import {
  coreServers,
  type OnProgress,
  type ServerName,
  StackError,
  type StackPorts,
  type StackTls,
  serverNames,
} from './server.ts';
import { type ServerHandle, serverHandle } from './server-handle.ts';
import { servers } from './servers.ts';
import { defaultStackDir, type StackFolder, stackFolder } from './stack-folder.ts';
import { assertNothingMissing } from './tools.ts';

export interface StackOptions {
  /** Data, logs and pid files. Default: `.stack` of this checkout. */
  readonly dir?: string;
  /**
   * `fixed` (default): the documented ports, or those of `STACK_PORT_…`, so that they are known in advance. `free`:
   * any, so that stacks can run side by side. A server that already runs in `dir` keeps its ports.
   */
  readonly ports?: 'fixed' | 'free' | Partial<StackPorts>;
  /** Default: the five that Argus needs. */
  readonly only?: readonly ServerName[];
  /** Stops the stack when this process ends, even by SIGKILL; with `remove`, deletes its folder too. */
  readonly untilExit?: 'stop' | 'remove';
  readonly onProgress?: OnProgress;
  readonly tls?: StackTls | undefined;
}

export interface Stack {
  readonly dir: string;
  readonly endpoints: StackEndpoints;
  /** All of them, whether started or not: each can be started later. */
  readonly servers: Readonly<Record<ServerName, ServerHandle>>;
  /** Stops the running servers; the data remains. */
  stop(): Promise<void>;
  /** Stops the running servers and deletes data and logs; builds remain in the cache. */
  reset(): Promise<void>;
}

/** @throws StackError with one sentence for each problem that prevents the servers from starting. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const {
    dir = defaultStackDir,
    ports = 'fixed',
    only = coreServers,
    untilExit,
    onProgress = () => {},
    tls,
  } = options;
  const wanted = [...new Set(only)];
  assertNothingMissing((await Promise.all(wanted.map((name) => servers[name].missingTools()))).flat());
  const folder = stackFolder(dir);
  const release = untilExit && guardStack(folder.dir, { remove: untilExit === 'remove' });
  return withFileLock(
    folder.lock,
    async () => {
      const stack = createStack(folder, await choosePorts(folder, ports), onProgress, release, tls);
      const starts = await Promise.allSettled(wanted.map((name) => stack.servers[name].start()));
      const failures = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason] : []));
      if (failures.length === 0) return stack;
      if (untilExit) await (untilExit === 'remove' ? stack.reset() : stack.stop());
      throw combine(failures);
    },
    () => onProgress({ kind: 'waiting', what: 'stack', detail: 'another run works on it' }),
  );
}

/** The stack in `dir` as it is, without starting anything. */
export function openStack(dir: string = defaultStackDir, onProgress: OnProgress = () => {}): Stack {
  const folder = stackFolder(dir);
  return createStack(folder, fixedPorts(process.env, lastPorts(folder)), onProgress);
}

function createStack(
  folder: StackFolder,
  ports: StackPorts,
  onProgress: OnProgress,
  release: () => void = () => {},
  tls?: StackTls,
): Stack {
  const entries = serverNames.map((name) => [
    name,
    serverHandle(servers[name], folder, ports, onProgress, tls),
  ]);
  const handles: Record<ServerName, ServerHandle> = Object.fromEntries(entries);
  const stop = async () => {
    await Promise.all(serverNames.map((name) => handles[name].stop()));
    release();
  };
  const reset = async () => {
    await stop();
    // PostgreSQL's data may be elsewhere (see postgres-user.ts).
    const elsewhere = dirname(handles.postgres.dataDir);
    const folders = new Set([elsewhere, folder.dir]);
    await Promise.all([...folders].map((gone) => rm(gone, { recursive: true, force: true })));
  };
  return { dir: folder.dir, endpoints: stackEndpoints(ports), servers: handles, stop, reset };
}

async function choosePorts(folder: StackFolder, ports: StackOptions['ports']): Promise<StackPorts> {
  const last = lastPorts(folder);
  if (ports === 'free') return { ...(await freePorts()), ...last };
  return fixedPorts(process.env, { ...last, ...(typeof ports === 'object' ? ports : {}) });
}

/** The ports of the servers that are running now. */
function lastPorts(folder: StackFolder): Partial<StackPorts> {
  const running = serverNames.flatMap((name) => {
    const record = recordedProcess(folder.recordFile(name)) && readRecord(folder.recordFile(name));
    return record ? servers[name].ports.map((port) => [port, record.ports[port]] as const) : [];
  });
  return Object.fromEntries(running);
}

function combine(failures: readonly unknown[]): unknown {
  if (failures.every((failure) => failure instanceof StackError))
    return new StackError(failures.map(({ message }) => message).join('\n'));
  return failures.find((failure) => !(failure instanceof StackError));
}
