import { setTimeout as delay } from 'node:timers/promises';
import type { PlannedFault } from './plan.ts';
import type { World } from './world.ts';

/** Carries a plan out. A fault begins when its time has come and the previous one of the same kind is over. */
export async function carryOut(
  world: World,
  plan: readonly PlannedFault[],
  printLine: (line: string) => void,
): Promise<void> {
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  const isOfServers = ({ fault }: PlannedFault) => fault.target in world.links;
  const lanes = [plan.filter(isOfServers), plan.filter((planned) => !isOfServers(planned))];
  const carryOutLane = async (lane: PlannedFault[]) => {
    for (const { at, seconds, fault } of lane) {
      await delay(Math.max(0, at - elapsed()) * 1000);
      const missing = fault.missing?.(world);
      printLine(
        `${elapsed().toFixed(1).padStart(6)} s  ${fault.target}: ${fault.what}${missing ? `: left out, ${missing}` : ''}`,
      );
      if (missing === undefined) await inject(world, fault, seconds);
    }
  };
  await Promise.all(lanes.map(carryOutLane));
}

async function inject(world: World, fault: PlannedFault['fault'], seconds: number): Promise<void> {
  const period = world.timeline.begin(fault);
  await fault.begin(world);
  period.fullFrom = performance.now();
  await delay(seconds * 1000);
  period.fullUntil = performance.now();
  await fault.end(world);
  period.until = performance.now();
}
