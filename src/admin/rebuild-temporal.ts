import type { Orchestrator } from '../orchestrator/client.ts';
import type { PassResult, Reconciler } from '../orchestrator/reconciler.ts';

export interface RebuildTemporalDeps {
  orchestrator: Pick<Orchestrator, 'ping' | 'ensureSchedules'>;
  reconciler: Pick<Reconciler, 'pass'>;
}

/**
 * Starts the missing workflows of all open batches from their rows, and the schedules: one complete pass of the
 * reconciler, which needs no worker. It skips batches that changed in the last 20 seconds; the schedule checks those.
 * @throws Error if Temporal does not respond, or with what a person has to fix first (namespace, search attributes).
 */
export async function rebuildTemporal({
  orchestrator,
  reconciler,
}: RebuildTemporalDeps): Promise<Pick<PassResult, 'looked' | 'repaired'>> {
  await orchestrator.ping();
  await orchestrator.ensureSchedules();
  const sum = { looked: 0, repaired: 0 };
  for (let next: string | undefined; ; ) {
    const pass = await reconciler.pass(next);
    sum.looked += pass.looked;
    sum.repaired += pass.repaired;
    next = pass.next;
    if (next === undefined) return sum;
  }
}
