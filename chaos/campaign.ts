import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { carryOut } from './carry-out.ts';
import { check, type Verdict } from './check/check.ts';
import { planFaults, planLines } from './plan.ts';
import { settle } from './settle.ts';
import { untilReady } from './until-ready.ts';
import { runFleet } from './vehicles/fleet.ts';
import { createLedger } from './vehicles/ledger.ts';
import { watchFigures } from './watch/watch-figures.ts';
import { watchWhy } from './watch/watch-why.ts';
import { createWorld, type World } from './world.ts';

export interface CampaignOptions {
  seed: number;
  /** How long faults are injected. */
  seconds: number;
  vehicles: number;
  /** Number of processes of each role. */
  perRole: number;
  /** Data of the servers; deleted at the end. */
  dir: string;
  /** Logs of the roles; also those of the servers if a promise was broken. They are kept. */
  logFolder: string;
  printLine: (line: string) => void;
}

/** After the faults, all batches must have ended within this time. */
export const settleSeconds = 60;

/** Breaks a whole Argus according to a plan while vehicles use it, lets it recover, and checks every promise. */
export async function runCampaign({
  seed,
  seconds,
  vehicles,
  perRole,
  dir,
  logFolder,
  printLine,
}: CampaignOptions): Promise<Verdict> {
  const plan = planFaults(seed, seconds, perRole);
  printLine(`seed ${seed}, ${seconds} s, ${plan.length} faults:`);
  for (const line of planLines(plan)) printLine(line);
  const world = await createWorld({ dir, logFolder, perRole });
  try {
    await untilReady(world.urls);
    const ledger = createLedger();
    const home = new AbortController();
    const over = new AbortController();
    const fleet = runFleet({
      urls: world.urls,
      seed,
      vehicles,
      ledger,
      home: home.signal,
      over: over.signal,
    });
    const why = watchWhy(world, ledger);
    const figuresWatch = watchFigures(world.roles);
    printLine('the faults begin');
    await carryOut(world, plan, printLine);
    printLine('the faults are over');
    const { asked, violations: wrongReasons } = await why.stop();
    const faultsOver = performance.now();
    home.abort();
    const deadline = setTimeout(() => over.abort(), settleSeconds * 1000);
    await fleet;
    clearTimeout(deadline);
    const settled = await settle(world, ledger, faultsOver + settleSeconds * 1000);
    printLine(`settled ${((performance.now() - faultsOver) / 1000).toFixed(1)} s after them`);
    // A process that was ended last may still be starting.
    await untilReady(world.urls);
    const { violations: grown, peakRss, peakHandles } = await figuresWatch.stop();
    const { violations, figures } = await check(world, ledger);
    const all = [...settled, ...violations, ...wrongReasons, ...grown, ...(await unhandled(world))];
    if (all.length > 0) await cp(join(dir, 'logs'), join(logFolder, 'servers'), { recursive: true });
    return {
      violations: all,
      figures: {
        faults: plan.length,
        ...figures,
        'questions why': asked,
        'MiB of memory at most': Math.round(peakRss / 1024 / 1024),
        'handles at most': peakHandles,
      },
    };
  } finally {
    await world.close();
  }
}

/** Uncaught errors of a process, even if it was being stopped anyway. */
async function unhandled({ roles }: World): Promise<string[]> {
  const found = await Promise.all(
    roles.map(async (role) => {
      const lines = (await role.log()).split('\n').filter((line) => /nobody handled|second error/.test(line));
      return lines.map((line) => `process: ${role.name} ${role.index}: ${line.slice(0, 400)}`);
    }),
  );
  return found.flat();
}
