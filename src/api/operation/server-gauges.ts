import { Counter, Gauge, type Registry } from 'prom-client';
import { batchStatuses } from '../../domain/batch-status.ts';
import { repairKinds } from '../../domain/repair.ts';
import type { Orchestrator } from '../../orchestrator/client.ts';
import type { Stores } from '../../stores/open-stores.ts';
import type { Background } from '../http/background.ts';
import type { CheckResult } from './checks.ts';
import { createServerFigures, type ServerFigures } from './server-figures.ts';

interface Sample {
  labels?: Record<string, string>;
  value: number;
}

/**
 * Registers gauges of the servers behind the API. They are collected on each scrape; an unavailable server leaves a gap,
 * because a stale figure would look fresh.
 */
export function registerServerGauges(
  registry: Registry,
  stores: Stores,
  orchestrator: Orchestrator,
  background: Background,
): void {
  const figures = createServerFigures(stores, orchestrator, background);

  /** @param read the samples of one scrape; those of the previous scrape are dropped. */
  function gauge(name: string, help: string, labelNames: string[], read: () => Promise<Sample[]>) {
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        const samples = await read();
        this.reset();
        // Without labels a reset leaves a zero.
        if (labelNames.length === 0) this.remove();
        for (const { labels = {}, value } of samples) this.set(labels, value);
      },
    });
  }
  /** A gauge of one server; no value while it is unavailable. */
  function serverGauge<S extends keyof ServerFigures>(
    server: S,
    [name, help, ...labelNames]: [name: string, help: string, ...labelNames: string[]],
    samplesOf: (figures: ValueOf<ServerFigures[S]>) => Sample[],
  ) {
    gauge(name, help, labelNames, async () => {
      const answer: CheckResult = (await figures())[server];
      return answer.ok ? samplesOf(answer.value as ValueOf<ServerFigures[S]>) : [];
    });
  }

  gauge('argus_server_up', 'Whether a server responded to the last check', ['server'], async () =>
    Object.entries(await figures()).map(([server, { ok }]) => ({ labels: { server }, value: ok ? 1 : 0 })),
  );
  serverGauge('postgres', ['argus_batches', 'Batches by state', 'status'], ({ batches }) => {
    const byStatus = new Map(batches.map(({ status, count }) => [status, count]));
    return batchStatuses.map((status) => ({ labels: { status }, value: byStatus.get(status) ?? 0 }));
  });
  // Counted in the database, by all processes.
  new Counter({
    name: 'argus_reconciler_repairs_total',
    help: 'Batches whose row and workflow had parted and were brought together',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const { postgres } = await figures();
      // Nothing may come between this and the samples: scrapers come at once.
      this.reset();
      if (!postgres.ok) return;
      const byKind = new Map(postgres.value.repairs.map(({ kind, count }) => [kind, count]));
      for (const kind of repairKinds) this.inc({ kind }, byKind.get(kind) ?? 0);
    },
  });
  serverGauge(
    'postgres',
    ['argus_relay_unpublished_events', 'Events not yet published to Kafka'],
    ({ relay }) => [{ value: relay.count }],
  );
  serverGauge(
    'postgres',
    ['argus_relay_oldest_event_seconds', 'Age of the oldest event not yet published to Kafka'],
    ({ relay }) => [{ value: relay.oldest_seconds }],
  );
  serverGauge(
    'postgres',
    ['argus_llm_tokens_today', 'Tokens of the language model today (UTC)', 'kind'],
    ({ llm }) => [
      { labels: { kind: 'prompt' }, value: llm.prompt_tokens },
      { labels: { kind: 'completion' }, value: llm.completion_tokens },
      { labels: { kind: 'reserved' }, value: llm.reserved_tokens },
    ],
  );
  serverGauge(
    'postgres',
    ['argus_llm_calls_today', 'Calls of the language model today (UTC)', 'outcome'],
    ({ llm }) =>
      (['ok', 'rejected', 'failed'] as const).map((outcome) => ({
        labels: { outcome },
        value: llm[outcome],
      })),
  );
  serverGauge(
    'postgres',
    ['argus_llm_estimated_cost_dollars_today', 'Estimated cost of language model calls today, US dollars'],
    ({ llm }) => [{ value: llm.estimated_cost }],
  );
  serverGauge(
    'kafka',
    ['argus_kafka_consumer_lag', 'Events that a consumer group has not read yet', 'group'],
    (lags) => lags.map(({ group, lag }) => ({ labels: { group }, value: lag })),
  );
  serverGauge('redis', ['argus_redis_memory_bytes', 'Memory that Redis uses'], (bytes) => [{ value: bytes }]);
  serverGauge(
    'temporal',
    ['argus_temporal_backlog_tasks', 'Tasks waiting for a worker', 'task_queue', 'kind'],
    (backlog) => backlog.map(({ tasks, ...labels }) => ({ labels, value: tasks })),
  );
  gauge('argus_report_cache_reads', 'Report reads by cache result, since the start', ['result'], async () => {
    const { hits, misses } = stores.redis.reportCacheCounts();
    return [
      { labels: { result: 'hit' }, value: hits },
      { labels: { result: 'miss' }, value: misses },
    ];
  });
  gauge(
    'argus_upload_memory_bytes',
    'Memory reserved for parts in flight to the object store',
    [],
    async () => [{ value: stores.objects.uploadMemory().reserved }],
  );
  gauge('argus_uploads_waiting_for_memory', 'Uploads waiting for memory', [], async () => [
    { value: stores.objects.uploadMemory().waiting },
  ]);
}

type ValueOf<R> = R extends { ok: true; value: infer T } ? T : never;
