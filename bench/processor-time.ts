import { readFileSync } from 'node:fs';

/** Hundredths of a second: USER_HZ of every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Processor time that a process has used so far, in seconds, user and system (proc(5), stat). @throws Error where the system does not say. */
export function processorSeconds(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The same of a process with all that it has started, in seconds, those that have ended included. */
export function processorSecondsOfTree(pid: number): number {
  const fields = statOf(pid);
  const own = [11, 12, 13, 14].reduce((sum, nth) => sum + Number(fields[nth]), 0) / ticksPerSecond;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + ofChild(Number(child)), own);
}

/** A child that ends meanwhile is counted by its parent next time. */
function ofChild(pid: number): number {
  try {
    return processorSecondsOfTree(pid);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return 0;
    throw error;
  }
}

/** Processor time of all threads of this process so far, in seconds. */
export function ownProcessorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
