import { expect, test } from 'vitest';
import { createBackground } from '../../../../src/api/http/background.ts';
import { createServerFigures } from '../../../../src/api/operation/server-figures.ts';
import { registerServerGauges } from '../../../../src/api/operation/server-gauges.ts';
import { createMetrics } from '../../../../src/metrics/metrics.ts';
import type { Orchestrator } from '../../../../src/orchestrator/client.ts';
import type { Stores } from '../../../../src/stores/open-stores.ts';

/** The stores' figures for the gauges, with one server unavailable. */
function scrapeOf(unavailable?: string, groups = [{ group: 'readers', lag: 9 }]) {
  let asked = 0;
  const from = (server: string, value: unknown) => async () => {
    asked += 1;
    if (server === unavailable) throw new Error('connect ECONNREFUSED');
    return value;
  };
  const stores = {
    batches: { countByStatus: from('postgres', [{ status: 'scattering', count: 3, oldest_seconds: 12 }]) },
    events: { backlog: from('postgres', { count: 2, oldest_seconds: 1.5 }) },
    alerts: { backlog: from('postgres', [{ channel: 'email', oldest_seconds: 42 }]) },
    repairs: { counts: from('postgres', [{ kind: 'closed', count: 6 }]) },
    retention: { counts: from('postgres', [{ kind: 'events', count: 7 }]) },
    custody: {
      figures: from('postgres', { open: [{ kind: 'lost', count: 1 }], files: 30, bytes: 300 }),
    },
    tokenBudget: {
      today: from('postgres', {
        prompt_tokens: 1,
        completion_tokens: 2,
        reserved_tokens: 3,
        ok: 4,
        rejected: 5,
        failed: 6,
        estimated_cost: 0.25,
      }),
    },
    kafka: {
      consumerLag: from('kafka', { lags: groups, unmeasured: { consumer: 0, share: 2, other: 0 } }),
    },
    objects: {
      ping: from('object_store', undefined),
      uploadMemory: () => ({ reserved: 1024, waiting: 0 }),
    },
    redis: {
      figures: from('redis', {
        memoryBytes: 4096,
        hits: 20,
        misses: 5,
        evictedKeys: 0,
        refused: { out_of_memory: 2, read_only: 0, disk: 0 },
      }),
      reportCacheCounts: () => ({ hits: 8, misses: 7 }),
    },
  };
  const orchestrator = {
    backlog: from('temporal', [
      { task_queue: 'parse', kind: 'activity', tasks: 11, ageSeconds: 7, pollers: 1 },
    ]),
  };
  const metrics = createMetrics();
  registerServerGauges(
    metrics,
    stores as unknown as Stores,
    createServerFigures(
      stores as unknown as Stores,
      orchestrator as unknown as Orchestrator,
      createBackground(),
    ),
  );
  return {
    asked: () => asked,
    scrape: async () => (await metrics.text()).split('\n').filter((line) => line && !line.startsWith('#')),
  };
}

const servers = ['postgres', 'object_store', 'kafka', 'redis', 'temporal'];

test('several scrapers share one collection of all servers’ metrics', async () => {
  const { scrape, asked } = scrapeOf();
  const [lines] = await Promise.all([scrape(), scrape()]);
  for (const server of servers) expect(lines).toContain(`argus_server_up{server="${server}"} 1`);
  expect(lines).toEqual(
    expect.arrayContaining([
      'argus_batches{status="scattering"} 3',
      'argus_batch_oldest_seconds{status="scattering"} 12',
      'argus_batch_oldest_seconds{status="gathering"} 0',
      'argus_batches{status="failed"} 0',
      'argus_reconciler_repairs_total{kind="closed"} 6',
      'argus_reconciler_repairs_total{kind="orphan"} 0',
      'argus_retention_deleted_total{kind="events"} 7',
      'argus_custody_incidents{kind="lost"} 1',
      'argus_custody_incidents{kind="changed"} 0',
      'argus_custody_files_total 30',
      'argus_custody_bytes_total 300',
      'argus_alert_oldest_seconds{channel="email"} 42',
      'argus_relay_unpublished_events 2',
      'argus_relay_oldest_event_seconds 1.5',
      'argus_llm_tokens_today{kind="reserved"} 3',
      'argus_llm_calls_today{outcome="rejected"} 5',
      'argus_llm_estimated_cost_dollars_today 0.25',
      'argus_kafka_consumer_lag{group="readers"} 9',
      'argus_kafka_consumer_groups_unmeasured{type="share"} 2',
      'argus_kafka_consumer_groups_unmeasured{type="other"} 0',
      'argus_redis_memory_bytes 4096',
      'argus_temporal_backlog_tasks{task_queue="parse",kind="activity"} 11',
      'argus_temporal_backlog_age_seconds{task_queue="parse",kind="activity"} 7',
      'argus_temporal_pollers{task_queue="parse",kind="activity"} 1',
      'argus_redis_keyspace_reads_total{result="miss"} 5',
      'argus_redis_refused_writes_total{reason="out_of_memory"} 2',
      'argus_report_cache_reads_total{result="hit"} 8',
      'argus_upload_memory_bytes 1024',
      'argus_uploads_waiting_for_memory 0',
    ]),
  );
  expect(asked()).toBe(11);
});

test.each([
  ['postgres', /^argus_(batch|relay|alert|llm|reconciler|retention|custody)/],
  ['kafka', /^argus_kafka/],
  ['redis', /^argus_redis/],
  ['temporal', /^argus_temporal/],
  ['object_store', /^argus_object/],
])('%s unavailable leaves a gap, and the metrics of the others', async (unavailable, its) => {
  const lines = await scrapeOf(unavailable).scrape();
  expect(lines.filter((line) => its.test(line))).toEqual([]);
  for (const server of servers) {
    expect(lines).toContain(`argus_server_up{server="${server}"} ${server === unavailable ? 0 : 1}`);
  }
  expect(lines.length).toBeGreaterThan(8);
});

test('names the groups that are furthest behind, and the rest together', async () => {
  const groups = Array.from({ length: 60 }, (_, index) => ({ group: `g${index}`, lag: index }));
  const lags = (await scrapeOf(undefined, groups).scrape()).filter((line) => /consumer_lag/.test(line));
  expect(lags).toHaveLength(51);
  expect(lags).toContain('argus_kafka_consumer_lag{group="g59"} 59');
  expect(lags).toContain(`argus_kafka_consumer_lag{group="other"} ${(9 * 10) / 2}`);
});
