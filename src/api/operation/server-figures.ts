import { createChecks } from '../../async/checks.ts';
import type { Orchestrator } from '../../orchestrator/client.ts';
import type { Stores } from '../../stores/open-stores.ts';
import type { Background } from '../http/background.ts';

/** Maximum time a scrape waits for a server. */
const timeoutMs = 2_000;
/** Cached, so that several scrapers cost the servers no more than one. */
const freshMs = 5_000;

/** Figures of the servers behind the API; callers within five seconds share one result. */
export function createServerFigures(stores: Stores, orchestrator: Orchestrator, background: Background) {
  const ask = createChecks(
    {
      postgres: async () => {
        const [batches, repairs, deleted, custody, relay, alerts, llm] = await Promise.all([
          stores.batches.countByStatus(),
          stores.repairs.counts(),
          stores.retention.counts(),
          stores.custody.figures(),
          stores.events.backlog(),
          stores.alerts.backlog(),
          stores.tokenBudget.today(),
        ]);
        return { batches, repairs, deleted, custody, relay, alerts, llm };
      },
      object_store: () => stores.objects.ping(),
      kafka: () => stores.kafka.consumerLag(),
      redis: () => stores.redis.figures(),
      temporal: () => orchestrator.backlog(),
    },
    timeoutMs,
    background.track,
  );
  let last: { at: number; answers: ReturnType<typeof ask> } | undefined;

  return () => {
    if (last === undefined || performance.now() - last.at >= freshMs) {
      last = { at: performance.now(), answers: ask() };
    }
    return last.answers;
  };
}

export type ServerFigures = Awaited<ReturnType<ReturnType<typeof createServerFigures>>>;
/** What a server that answers says. */
export type FiguresOf<S extends keyof ServerFigures> = ValueOf<ServerFigures[S]>;
type ValueOf<R> = R extends { ok: true; value: infer T } ? T : never;
