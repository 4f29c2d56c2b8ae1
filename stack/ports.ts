import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { findProcess, listProcesses, type ProcessInfo } from './process-table.ts';
import { type PortName, StackError, type StackPorts } from './server.ts';

/**
 * Different from the default ports, on which a developer's own servers may listen; except Temporal's, which its tools
 * expect.
 */
const defaultPorts: StackPorts = {
  temporal: 7233,
  temporalUi: 8233,
  postgres: 15432,
  redis: 16379,
  kafka: 19092,
  kafkaController: 19093,
  kafkaProxied: 19094,
  kafkaProxy: 19095,
  kafkaTls: 19096,
  redisTls: 16380,
  minio: 19000,
  versitygw: 19070,
  toxiproxy: 18474,
};

export const portNames = Object.keys(defaultPorts) as PortName[];

/** `temporalUi` is set by `STACK_PORT_TEMPORAL_UI`. */
export function portVariable(name: PortName): string {
  return `STACK_PORT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** Ports from the environment; the others stay as in the last run of the stack, or at the defaults. */
export function fixedPorts(env: NodeJS.ProcessEnv, last: Partial<StackPorts> = {}): StackPorts {
  const asked = portNames.flatMap((name) => {
    const value = env[portVariable(name)];
    return value ? [[name, parsePort(name, value)] as const] : [];
  });
  return { ...defaultPorts, ...last, ...Object.fromEntries(asked) };
}

function parsePort(name: PortName, value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StackError(
    `${portVariable(name)} holds ${JSON.stringify(value)}: a port from 1 to 65535 is expected.`,
  );
}

/** Below Linux's range of ephemeral ports (from 32768), so that a killed server can bind its port again. */
const freeRange = { from: 20_000, windows: 750, perWindow: 16 };
/** A link for each window in use, made at once with what it says: the process that uses it. */
const claims = join(tmpdir(), 'argus-ports');

/**
 * Each call takes a window of its own until its process ends: the port of a server that is killed on purpose stays free for
 * it, whatever other runs start meanwhile.
 */
export async function freePorts(): Promise<StackPorts> {
  let candidate = freeRange.from + claimWindow() * freeRange.perWindow;
  const found: [PortName, number][] = [];
  for (const name of portNames) {
    while (!(await isFree(candidate))) candidate++;
    found.push([name, candidate++]);
  }
  return { ...defaultPorts, ...Object.fromEntries(found) };
}

function claimWindow(): number {
  mkdirSync(claims, { recursive: true });
  const first = process.pid + threadId * 97;
  for (let tried = 0; tried < freeRange.windows; tried += 1) {
    const index = (first + tried) % freeRange.windows;
    if (isClaimed(join(claims, `${index}`))) continue;
    return index;
  }
  throw new StackError(`All ${freeRange.windows} ranges of ports are in use: see ${claims}.`);
}

/** Claims a window; true if a process that is alive has it. */
function isClaimed(file: string): boolean {
  for (;;) {
    try {
      symlinkSync(`${process.pid}`, file);
      return false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (findProcess(Number(readOwner(file)))) return true;
    rmSync(file, { force: true });
  }
}

/** Empty if another process has just removed it. */
function readOwner(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** A free port from `port` upwards that no server of the stack uses by default. */
export async function nextFree(ports: StackPorts, port: number): Promise<number> {
  let candidate = port + 1;
  while (Object.values(ports).includes(candidate) || !(await isFree(candidate))) candidate++;
  return candidate;
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** @returns undefined where that is not visible: not on Linux, or a process of another user. */
export function portOwner(port: number): ProcessInfo | undefined {
  const sockets = listeningSockets(port);
  if (sockets.size === 0) return undefined;
  return listProcesses().find(({ pid }) => openFiles(pid).some((file) => sockets.has(file)));
}

export function describePortOwner(port: number): string {
  const owner = portOwner(port);
  if (!owner) return 'another process';
  return `process ${owner.pid} (${findProcess(owner.pid)?.command.slice(0, 80)})`;
}

/** proc_pid_net(5): the second column is the local address as hexadecimal `ip:port`; state 0A is LISTEN. */
function listeningSockets(port: number): Set<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    attempt(() => readFileSync(table, 'utf8'), '').split('\n'),
  );
  const rows = lines.map((line) => line.trim().split(/\s+/));
  const listening = rows.filter((columns) => columns[1]?.endsWith(suffix) && columns[3] === '0A');
  return new Set(listening.map((columns) => `socket:[${columns[9]}]`));
}

/** Leaves out processes that have ended since or belong to another user. */
function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return attempt(() => readdirSync(folder), []).map((entry) =>
    attempt(() => readlinkSync(`${folder}/${entry}`), ''),
  );
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
