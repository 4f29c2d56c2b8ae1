import { Gauge, type Registry } from 'prom-client';
import { batchStatuses } from '../../domain/batch-status.ts';
import type { Orchestrator } from '../../orchestrator/client.ts';
import type { Stores } from '../../stores/open-stores.ts';
import type { Background } from '../http/background.ts';
import { createChecks } from './checks.ts';

/** A scrape never waits longer for a server. */
const askMs = 2_000;
/** Several scrapers cost the servers no more than one. */
const freshMs = 5_000;

/** Figures of the servers behind the API, asked for when somebody scrapes. A server that is away leaves a gap. */
export function createServerGauges(
  registry: Registry,
  stores: Stores,
  orchestrator: Orchestrator,
  background: Background,
) {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const up = gauge('argus_server_up', 'Whether a server answered the last time it was asked', ['server']);
  const batches = gauge('argus_batches', 'Batches by state', ['status']);
  const unpublished = gauge('argus_relay_unpublished_events', 'Events that Kafka has yet to get');
  const oldest = gauge(
    'argus_relay_oldest_event_seconds',
    'Age of the oldest event that Kafka has yet to get',
  );
  const lag = gauge('argus_kafka_consumer_lag', 'Events that a consumer group has yet to read', ['group']);
  const redisMemory = gauge('argus_redis_memory_bytes', 'Memory that Redis uses');
  const backlog = gauge('argus_temporal_backlog_tasks', 'Tasks that wait for a worker', [
    'task_queue',
    'kind',
  ]);
  const cacheReads = gauge(
    'argus_report_cache_reads',
    'Report reads by what the cache had, since the start',
    ['result'],
  );
  const llmTokens = gauge('argus_llm_tokens_today', 'Tokens of the language model today (UTC)', ['kind']);
  const llmCalls = gauge('argus_llm_calls_today', 'Calls of the language model today (UTC)', ['outcome']);
  const llmCost = gauge('argus_llm_estimated_cost_dollars_today', 'Estimated cost of them, US dollars');
  const uploadMemory = gauge(
    'argus_upload_memory_bytes',
    'Memory reserved for parts on their way to the store',
  );
  const uploadsWaiting = gauge('argus_uploads_waiting_for_memory', 'Uploads that wait for memory');

  const ask = createChecks(
    {
      postgres: async () => {
        const [counts, relay, llm] = await Promise.all([
          stores.batches.countByStatus(),
          stores.events.backlog(),
          stores.tokenBudget.today(),
        ]);
        const byStatus = new Map(counts.map(({ status, count }) => [status, count]));
        for (const status of batchStatuses) batches.set({ status }, byStatus.get(status) ?? 0);
        unpublished.set(relay.count);
        oldest.set(relay.oldest_seconds);
        llmTokens.set({ kind: 'prompt' }, llm.prompt_tokens);
        llmTokens.set({ kind: 'completion' }, llm.completion_tokens);
        llmTokens.set({ kind: 'reserved' }, llm.reserved_tokens);
        for (const outcome of ['ok', 'rejected', 'failed'] as const) llmCalls.set({ outcome }, llm[outcome]);
        llmCost.set(llm.estimated_cost);
      },
      kafka: async () => {
        const groups = await stores.kafka.consumerLag();
        lag.reset();
        for (const group of groups) lag.set({ group: group.group }, group.lag);
      },
      redis: async () => redisMemory.set(await stores.redis.memoryBytes()),
      temporal: async () => {
        for (const { tasks, ...labels } of await orchestrator.backlog()) backlog.set(labels, tasks);
      },
    },
    askMs,
    background,
  );
  const figuresOf: Record<string, (() => void)[]> = {
    // Without labels a reset would leave a zero.
    postgres: [
      () => batches.reset(),
      () => unpublished.remove(),
      () => oldest.remove(),
      () => llmTokens.reset(),
      () => llmCalls.reset(),
      () => llmCost.remove(),
    ],
    kafka: [() => lag.reset()],
    redis: [() => redisMemory.remove()],
    temporal: [() => backlog.reset()],
  };

  let refreshedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const results = await ask();
    for (const [server, { ok }] of Object.entries(results)) {
      up.set({ server }, ok ? 1 : 0);
      // An old figure would look like a fresh one.
      if (!ok) for (const clear of figuresOf[server] ?? []) clear();
    }
    refreshedAt = performance.now();
  }

  return async (): Promise<void> => {
    const { hits, misses } = stores.redis.reportCacheCounts();
    cacheReads.set({ result: 'hit' }, hits);
    cacheReads.set({ result: 'miss' }, misses);
    const { reserved, waiting } = stores.objects.uploadMemory();
    uploadMemory.set(reserved);
    uploadsWaiting.set(waiting);
    if (performance.now() - refreshedAt < freshMs) return;
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    await refreshing;
  };
}
