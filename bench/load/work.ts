import { processorSecondsOfTree } from '../processor-time.ts';
import type { System } from '../system.ts';
import type { RunningBuild } from './build.ts';

/** Processor time so far of all roles of a build and all servers, in seconds. */
export function workOf(system: System, { pids }: RunningBuild): number {
  const all = [...Object.values(pids), ...Object.values(system.serverPids())];
  return all.reduce((sum, pid) => sum + processorSecondsOfTree(pid), 0);
}
