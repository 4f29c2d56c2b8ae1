import type { Orchestrator } from '../orchestrator/client.ts';
import type { PassResult, Reconciler } from '../orchestrator/reconciler.ts';

export interface RebuildTemporalDeps {
  orchestrator: Pick<Orchestrator, 'ping' | 'ensureSchedules'>;
  reconciler: Pick<Reconciler, 'pass'>;
}

/**
 * Starts every open batch's workflow that is not there from its row, and the schedules: one whole pass of the reconciler,
 * which needs no worker. It leaves out batches that something touched in the last 20 seconds; the schedule looks at those.
 * @throws Error when Temporal does not answer, or with what a person has to mend first (namespace, search attributes).
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
