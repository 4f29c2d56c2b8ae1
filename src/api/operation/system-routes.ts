import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import packageJson from '../../../package.json' with { type: 'json' };
import type { CheckResult } from '../../async/checks.ts';
import { incidentKinds } from '../../domain/custody.ts';
import { repairKinds } from '../../domain/repair.ts';
import { serverNeeds } from '../../domain/server-needs.ts';
import type { ApiDeps } from '../deps.ts';
import { operators } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { batchesByStatus, countsOf, furthestBehind } from './counted.ts';
import type { FiguresOf, ServerFigures } from './server-figures.ts';
import { type SystemBody, systemSchema } from './system-schema.ts';

/** How the installation is, for people; `/metrics` says the same to programs. */
export function systemRoutes(
  { config }: ApiDeps,
  figures: () => Promise<ServerFigures>,
): FastifyPluginAsyncZod {
  const { LLM_BASE_URL, LLM_DAILY_TOKENS } = config;
  return async (app) => {
    app.get(
      '/system',
      {
        config: { roles: operators },
        schema: {
          tags: ['operation'],
          operationId: 'getSystem',
          summary: 'How the installation is: servers, queues, lags, budgets, repairs',
          description:
            'Figures are up to five seconds old. A server that does not answer within two seconds counts as away.',
          response: { 200: systemSchema, ...failures() },
        },
      },
      async () => {
        const all = await figures();
        const { postgres, kafka, redis, temporal } = all;
        return {
          version: packageJson.version,
          node: process.version,
          servers: serversOf(all),
          ...ofPostgres(postgres, LLM_BASE_URL !== undefined, LLM_DAILY_TOKENS),
          consumers: kafka.ok ? consumersOf(kafka.value) : null,
          queues: temporal.ok
            ? temporal.value.map(({ task_queue, kind, tasks, ageSeconds, pollers }) => ({
                ...{ task_queue, kind, tasks },
                ...{ oldest_seconds: ageSeconds, workers: pollers },
              }))
            : null,
          redis: redis.ok
            ? {
                memory_bytes: redis.value.memoryBytes,
                refused_writes: sum(Object.values(redis.value.refused)),
                evicted_keys: redis.value.evictedKeys,
              }
            : null,
        };
      },
    );
  };
}

function serversOf(figures: ServerFigures): SystemBody['servers'] {
  return (Object.entries(figures) as [keyof ServerFigures, CheckResult][]).map(([name, result]) => {
    const need = serverNeeds.api[name];
    return {
      name,
      ok: result.ok,
      milliseconds: result.milliseconds,
      error: result.ok ? null : result.error,
      without: typeof need === 'object' ? need.without : null,
    };
  });
}

type OfPostgres = Pick<SystemBody, 'batches' | 'relay' | 'alerts' | 'llm' | 'repairs' | 'custody'>;

function ofPostgres(
  postgres: ServerFigures['postgres'],
  configured: boolean,
  daily_tokens: number,
): OfPostgres {
  if (!postgres.ok) {
    return { batches: null, relay: null, alerts: null, llm: null, repairs: null, custody: null };
  }
  const { batches, relay, alerts, llm, repairs, custody } = postgres.value;
  return {
    batches: batchesByStatus(batches),
    relay: { unpublished_events: relay.count, oldest_seconds: relay.oldest_seconds },
    alerts,
    llm: {
      configured,
      spent_tokens: llm.prompt_tokens + llm.completion_tokens,
      reserved_tokens: llm.reserved_tokens,
      daily_tokens,
      calls: { ok: llm.ok, rejected: llm.rejected, failed: llm.failed },
      estimated_dollars: llm.estimated_cost,
    },
    repairs: countsOf(repairKinds, repairs),
    custody: { ...custody, open: countsOf(incidentKinds, custody.open) },
  };
}

function consumersOf({ lags, unmeasured }: FiguresOf<'kafka'>): NonNullable<SystemBody['consumers']> {
  const { groups, rest } = furthestBehind(lags);
  return {
    groups: groups.map(({ group, lag }) => ({ group, lag })),
    more: rest.length,
    unmeasured: sum(Object.values(unmeasured)),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, one) => total + one, 0);
}
