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

/** Begins to count; the function tells the processor time since then, of all together and of each, in milliseconds for each of `count`. */
export function countWork(system: System, build: RunningBuild): (count: number) => string {
  const before = workByProcess(system, build);
  return (count) => {
    const each = Object.entries(workByProcess(system, build))
      .map(([name, seconds]) => [name, ((seconds - (before[name] ?? 0)) * 1000) / count] as const)
      .filter(([, milliseconds]) => milliseconds >= 0.05)
      .sort(([, one], [, other]) => other - one);
    const all = each.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
    return `${all.toFixed(1)} ms of processor time: ${each.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')}`;
  };
}
