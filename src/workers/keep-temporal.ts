import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Orchestrator } from '../orchestrator/client.ts';

const every = 30_000;
const soon = 2_000;

/**
 * Keeps there what Temporal has to know, also when Temporal comes late or comes back without its database: the schedules,
 * and with versions of workers a current build. The workers of workflows do it, since without one neither is of use. Runs
 * until `signal` aborts.
 */
export async function keepTemporal(
  orchestrator: Pick<Orchestrator, 'ensureSchedules' | 'ensureCurrentBuild'>,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  let failing = false;
  while (!signal.aborted) {
    let settled = false;
    try {
      await orchestrator.ensureSchedules();
      settled = await orchestrator.ensureCurrentBuild();
      failing = false;
    } catch (error) {
      if (!failing)
        logger.warn({ err: error }, 'schedules and versions cannot be looked after; trying again');
      failing = true;
    }
    await delay(settled ? every : soon, undefined, { signal }).catch(() => undefined);
  }
}
