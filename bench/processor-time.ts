import { readFileSync } from 'node:fs';

/** Hundredths of a second: USER_HZ of every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Processor time that a process has used so far, in seconds, user and system (proc(5), stat). @throws Error where the system does not say. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Processor time of all threads of this process so far, in seconds. */
export function ownProcessorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
