import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Orchestrator } from '../orchestrator/client.ts';

const every = 30_000;
const afterFailure = 2_000;

/**
 * Keeps Temporal's schedules there, also when Temporal comes late or comes back without its database. The workers of
 * workflows do it, since without one a schedule does nothing. Runs until `signal` aborts.
 */
export async function keepSchedules(
  orchestrator: Pick<Orchestrator, 'ensureSchedules'>,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  let failing = false;
  while (!signal.aborted) {
    try {
      await orchestrator.ensureSchedules();
      failing = false;
    } catch (error) {
      if (!failing) logger.warn({ err: error }, 'the schedules cannot be looked after; trying again');
      failing = true;
    }
    await delay(failing ? afterFailure : every, undefined, { signal }).catch(() => undefined);
  }
}
