import { readFileSync } from 'node:fs';

/** The most memory the process ever held, in bytes (proc(5), VmHWM); undefined where the system does not say. */
export const peakMemory = (pid: number) => memoryOf(pid, 'VmHWM');

/** What the process holds now, in bytes (proc(5), VmRSS); undefined where the system does not say. */
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
