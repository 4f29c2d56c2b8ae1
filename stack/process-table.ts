import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly stopped: boolean;
  /** Identifies a process: a recycled pid has a different start time. */
  readonly identity: string;
  readonly command: string;
}

const linux = existsSync('/proc/self/stat');
const bootId = linux ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : '';

/** @returns undefined if there is no such process, or only a zombie. */
export function findProcess(pid: number): ProcessInfo | undefined {
  return linux ? readProc(pid) : listWithPs().find((info) => info.pid === pid);
}

export function listProcesses(): ProcessInfo[] {
  if (!linux) return listWithPs();
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProc(Number(entry)) ?? []);
}

/** The process and all its descendants, parents first. */
export function processTree(pid: number): ProcessInfo[] {
  const all = listProcesses();
  const tree = all.filter((info) => info.pid === pid);
  for (const member of tree) tree.push(...all.filter((info) => info.parent === member.pid));
  return tree;
}

/** Processes started with `name=value` in their environment, parents first. Linux only; elsewhere none. */
export function processesWithVariable(name: string, value: string): ProcessInfo[] {
  if (!linux) return [];
  const variable = `${name}=${value}`;
  return listProcesses().filter(({ pid }) => tryRead(`/proc/${pid}/environ`)?.split('\0').includes(variable));
}

/** Memory of a process tree, bytes; pages shared between its processes are counted once. Linux only. */
export function treeMemory(pid: number): number | undefined {
  if (!linux) return undefined;
  let kilobytes = 0;
  for (const member of processTree(pid)) {
    const rollup = tryRead(`/proc/${member.pid}/smaps_rollup`);
    kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup ?? '')?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

/** Field numbers: proc_pid_stat(5). The name in parentheses may itself contain spaces and parentheses. */
function readProc(pid: number): ProcessInfo | undefined {
  const stat = tryRead(`/proc/${pid}/stat`);
  const command = tryRead(`/proc/${pid}/cmdline`);
  if (stat === undefined || command === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, threads, startTime] = [fields[0], fields[1], fields[17], fields[19]];
  // The first thread of a killed process may be gone while others still hold its files and its ports.
  const isZombie = state === 'Z' && Number(threads) <= 1;
  if (isZombie || state === 'X') return undefined;
  return {
    pid,
    parent: Number(parent),
    stopped: state === 'T',
    identity: `${bootId}/${startTime}`,
    command: command.replaceAll('\0', ' ').trim(),
  };
}

function listWithPs(): ProcessInfo[] {
  const table = execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,lstart=,command='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+((?:\S+\s+){4}\S+)\s+(.*)$/.exec(line);
    const [, pid, parent, state = '', started = '', command = ''] = match ?? [];
    if (!match || state.startsWith('Z')) return [];
    return {
      pid: Number(pid),
      parent: Number(parent),
      stopped: state.startsWith('T'),
      identity: started,
      command,
    };
  });
}

/** A process may end between two reads. */
function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
