import { createRandom, type Random } from '../samples/random.ts';
import type { Fault } from './faults/fault.ts';
import { otherParser, roleFaults, rollingRestart } from './faults/role-faults.ts';
import { serverFaults } from './faults/server-faults.ts';
import { storeFaults } from './faults/store-faults.ts';

export interface PlannedFault {
  /** Seconds after the start. */
  at: number;
  seconds: number;
  fault: Fault;
}

/** Seconds between the end of a fault and the next of its kind. */
const pause = { least: 0.5, most: 3 };

/**
 * The faults of a run. Servers and processes are struck independently of each other, so that a server may be
 * unavailable while a process dies, but never two servers at once: at any time it is known what has to be repaired.
 * All are over after `seconds`.
 */
export function planFaults(seed: number, seconds: number, perRole: number): PlannedFault[] {
  const random = createRandom(seed);
  const { servers, roles } = faultsOf(perRole);
  const ofServers = lane(random, servers, seconds);
  const ofRoles = lane(random, roles, seconds);
  return [...ofServers, ...ofRoles].sort((a, b) => a.at - b.at);
}

/** Everything that a plan may contain. */
export function faultsOf(perRole: number): { servers: readonly Fault[]; roles: readonly Fault[] } {
  return {
    servers: [...serverFaults, ...storeFaults],
    roles: [...roleFaults(perRole), rollingRestart, otherParser],
  };
}

function lane(random: Random, faults: readonly Fault[], seconds: number): PlannedFault[] {
  const planned: PlannedFault[] = [];
  let at = between(random, pause.least, pause.most);
  let left: Fault[] = [];
  while (at < seconds) {
    // None is repeated before all have occurred.
    if (left.length === 0) left = [...faults];
    const [fault] = left.splice(Math.floor(random.next() * left.length), 1);
    if (!fault) break;
    const [least, most] = fault.seconds;
    const lasts = Math.min(between(random, least, most), seconds - at);
    planned.push({ at, seconds: lasts, fault });
    at += lasts + between(random, pause.least, pause.most);
  }
  return planned;
}

function between(random: Random, least: number, most: number): number {
  return Math.round((least + random.next() * (most - least)) * 10) / 10;
}

/** As printed: the same for the same seed. */
export function planLines(plan: readonly PlannedFault[]): string[] {
  return plan.map(({ at, seconds, fault: { what, target } }) => {
    const lasting = seconds > 0 ? ` for ${seconds.toFixed(1)} s` : '';
    return `${at.toFixed(1).padStart(6)} s  ${target}: ${what}${lasting}`;
  });
}
