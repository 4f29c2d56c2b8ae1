import type { CheckResult } from '../../async/checks.ts';
import { isTerminal } from '../../domain/batch-status.ts';
import { incidentKinds } from '../../domain/custody.ts';
import { repairKinds } from '../../domain/repair.ts';
import { retentionKinds } from '../../domain/retention.ts';
import type { LabelsOf, MetricOf } from '../../metrics/metric-table.ts';
import type { Metrics, Sample } from '../../metrics/metrics.ts';
import type { Stores } from '../../stores/open-stores.ts';
import { batchesByStatus, countsOf, furthestBehind } from './counted.ts';
import type { FiguresOf, ServerFigures } from './server-figures.ts';

/**
 * Registers gauges of the servers behind the API. They are collected on each scrape; an unavailable server leaves a gap,
 * because a stale figure would look fresh.
 */
export function registerServerGauges(
  metrics: Metrics,
  stores: Stores,
  figures: () => Promise<ServerFigures>,
): void {
  /** A metric of one server: nothing while it is away. */
  function collect<S extends keyof ServerFigures, N extends MetricOf<'gauge' | 'counter'>>(
    server: S,
    name: N,
    samplesOf: (figures: FiguresOf<S>) => Sample<LabelsOf<N>>[],
  ) {
    metrics.collect(name, async () => {
      const answer: CheckResult = (await figures())[server];
      return answer.ok ? samplesOf(answer.value as FiguresOf<S>) : [];
    });
  }

  metrics.collect('argus_server_up', async () =>
    Object.entries(await figures()).map(([server, { ok }]) => ({ labels: { server }, value: ok ? 1 : 0 })),
  );
  collect('postgres', 'argus_batches', ({ batches }) =>
    batchesByStatus(batches).map(({ status, count }) => ({ labels: { status }, value: count })),
  );
  collect('postgres', 'argus_batch_oldest_seconds', ({ batches }) =>
    batchesByStatus(batches)
      .filter(({ status }) => !isTerminal(status))
      .map(({ status, oldest_seconds }) => ({ labels: { status }, value: oldest_seconds })),
  );
  collect('postgres', 'argus_reconciler_repairs_total', ({ repairs }) => ofKinds(repairKinds, repairs));
  collect('postgres', 'argus_retention_deleted_total', ({ deleted }) => ofKinds(retentionKinds, deleted));
  collect('postgres', 'argus_custody_incidents', ({ custody }) => ofKinds(incidentKinds, custody.open));
  collect('postgres', 'argus_custody_files_total', ({ custody }) => [{ value: custody.files }]);
  collect('postgres', 'argus_custody_bytes_total', ({ custody }) => [{ value: custody.bytes }]);
  collect('postgres', 'argus_relay_unpublished_events', ({ relay }) => [{ value: relay.count }]);
  collect('postgres', 'argus_relay_oldest_event_seconds', ({ relay }) => [{ value: relay.oldest_seconds }]);
  collect('postgres', 'argus_alert_oldest_seconds', ({ alerts }) =>
    alerts.map(({ channel, oldest_seconds }) => ({ labels: { channel }, value: oldest_seconds })),
  );
  collect('postgres', 'argus_llm_tokens_today', ({ llm }) => [
    { labels: { kind: 'prompt' }, value: llm.prompt_tokens },
    { labels: { kind: 'completion' }, value: llm.completion_tokens },
    { labels: { kind: 'reserved' }, value: llm.reserved_tokens },
  ]);
  collect('postgres', 'argus_llm_calls_today', ({ llm }) =>
    (['ok', 'rejected', 'failed'] as const).map((outcome) => ({ labels: { outcome }, value: llm[outcome] })),
  );
  collect('postgres', 'argus_llm_estimated_cost_dollars_today', ({ llm }) => [{ value: llm.estimated_cost }]);
  collect('kafka', 'argus_kafka_consumer_lag', ({ lags }) => boundedLags(lags));
  collect('kafka', 'argus_kafka_consumer_groups_unmeasured', ({ unmeasured }) =>
    Object.entries(unmeasured).map(([type, value]) => ({ labels: { type }, value })),
  );
  collect('redis', 'argus_redis_memory_bytes', ({ memoryBytes }) => [{ value: memoryBytes }]);
  collect('redis', 'argus_redis_keyspace_reads_total', ({ hits, misses }) => hitsAndMisses(hits, misses));
  collect('redis', 'argus_redis_refused_writes_total', ({ refused }) =>
    Object.entries(refused).map(([reason, value]) => ({ labels: { reason }, value })),
  );
  collect('redis', 'argus_redis_evicted_keys_total', ({ evictedKeys }) => [{ value: evictedKeys }]);
  collect('temporal', 'argus_temporal_backlog_tasks', (queues) =>
    queues.map(({ task_queue, kind, tasks }) => ({ labels: { task_queue, kind }, value: tasks })),
  );
  collect('temporal', 'argus_temporal_backlog_age_seconds', (queues) =>
    queues.map(({ task_queue, kind, ageSeconds }) => ({ labels: { task_queue, kind }, value: ageSeconds })),
  );
  collect('temporal', 'argus_temporal_pollers', (queues) =>
    queues.map(({ task_queue, kind, pollers }) => ({ labels: { task_queue, kind }, value: pollers })),
  );
  metrics.collect('argus_report_cache_reads_total', () => {
    const { hits, misses } = stores.redis.reportCacheCounts();
    return hitsAndMisses(hits, misses);
  });
  metrics.collect('argus_upload_memory_bytes', () => [{ value: stores.objects.uploadMemory().reserved }]);
  metrics.collect('argus_uploads_waiting_for_memory', () => [
    { value: stores.objects.uploadMemory().waiting },
  ]);
}

function hitsAndMisses(hits: number, misses: number): Sample<'result'>[] {
  return [
    { labels: { result: 'hit' }, value: hits },
    { labels: { result: 'miss' }, value: misses },
  ];
}

function ofKinds<K extends string>(
  kinds: readonly K[],
  counts: readonly { kind: K; count: number }[],
): Sample<'kind'>[] {
  return countsOf(kinds, counts).map(({ kind, count }) => ({ labels: { kind }, value: count }));
}

/** The groups that are furthest behind by name, the rest together. */
function boundedLags(lags: readonly { group: string; lag: number }[]): Sample<'group'>[] {
  const { groups, rest } = furthestBehind(lags);
  const samples = groups.map(({ group, lag }) => ({ labels: { group }, value: lag }));
  if (rest.length === 0) return samples;
  return [...samples, { labels: { group: 'other' }, value: rest.reduce((sum, { lag }) => sum + lag, 0) }];
}
