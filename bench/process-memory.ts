import { readFileSync } from 'node:fs';

/** The process's peak memory in bytes (proc(5), VmHWM); undefined if the system does not report it. */
export const peakMemory = (pid: number) => memoryOf(pid, 'VmHWM');

/** The process's current memory in bytes (proc(5), VmRSS); undefined if the system does not report it. */
export const currentMemory = (pid: number) => memoryOf(pid, 'VmRSS');

function memoryOf(pid: number, name: string): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
