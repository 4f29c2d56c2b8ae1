import { expect, test } from 'vitest';
import { showBuild } from '../../../src/metrics/build-info.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { serveMetrics } from '../../../src/metrics/metrics-server.ts';

test('shows what was counted, by the names of the table, and nothing that was not requested', async () => {
  const metrics = createMetrics();
  metrics.counter('argus_upload_bytes_total').inc(7);
  metrics.counter('argus_upload_bytes_total').inc(5);
  metrics.histogram('argus_report_delay_seconds').observe(61);
  metrics.counter('argus_relay_events_total').inc({ topic: 'events' });
  const text = await metrics.text();
  expect(text).toContain('# TYPE argus_upload_bytes_total counter\nargus_upload_bytes_total 12');
  expect(text).toContain('argus_report_delay_seconds_bucket{le="60"} 0');
  expect(text).toContain('argus_report_delay_seconds_bucket{le="120"} 1');
  expect(text).toContain('argus_relay_events_total{topic="events"} 1');
  expect(text).not.toContain('argus_batches');
});

test('collected samples are valid for one scrape', async () => {
  const metrics = createMetrics();
  let status: string | undefined = 'pending';
  metrics.collect('argus_batches', () => (status ? [{ labels: { status }, value: 2 }] : []));
  metrics.collect('argus_redis_evicted_keys_total', () => [{ value: 3 }]);
  expect(await metrics.text()).toContain('argus_batches{status="pending"} 2');
  status = undefined;
  const next = await metrics.text();
  expect(next).not.toContain('argus_batches{');
  expect(next).toContain('# TYPE argus_redis_evicted_keys_total counter\nargus_redis_evicted_keys_total 3');
});

test('includes other registries; one that fails is left out', async () => {
  const metrics = createMetrics();
  metrics.addSource(async () => 'temporal_workers 1\n');
  metrics.addSource(() => Promise.reject(new Error('away')));
  expect(await metrics.text()).toContain('\ntemporal_workers 1\n');
});

test('is served on a port of its own, together with the probes', async () => {
  const metrics = createMetrics();
  showBuild(metrics, 'relay');
  let status: 'ready' | 'not_ready' = 'ready';
  const readiness = async () => ({ status, missing: [] });
  const server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0, readiness });
  const answer = await fetch(`${server.url}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await answer.text()).toMatch(
    /argus_build_info{version="\d+\.\d+\.\d+",node="v\d+[^"]*",role="relay"} 1/,
  );
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ready', missing: [] });
  status = 'not_ready';
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.url}/`)).status).toBe(404);
  await server.close();
});
