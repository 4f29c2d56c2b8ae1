import { basename } from 'node:path';
import { processorSecondsOfTree } from '../processor-time.ts';
import type { System } from '../system.ts';
import type { RunningBuild } from './build.ts';

/** Processor time so far of each role of a build and each server, in seconds, by their names. */
export function workByProcess(system: System, { pids }: RunningBuild): Record<string, number> {
  const all = Object.entries({ ...pids, ...system.serverPids() });
  return Object.fromEntries(all.map(([name, pid]) => [basename(name, '.ts'), processorSecondsOfTree(pid)]));
}

/** Processor time so far of all roles of a build and all servers, in seconds. */
export function workOf(system: System, build: RunningBuild): number {
  return Object.values(workByProcess(system, build)).reduce((sum, seconds) => sum + seconds, 0);
}
