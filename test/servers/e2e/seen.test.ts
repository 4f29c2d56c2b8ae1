import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { vehicle } from '../../support/batches.ts';
import { type RoleProcess, startRole } from '../../support/role-process.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const roles: RoleProcess[] = [];
const urls: Record<string, string> = {};

beforeAll(async () => {
  api = await startTestApi();
  for (const main of ['workflow-worker', 'parse-worker', 'relay'] as const) {
    const port = await freePort();
    urls[main] = `http://127.0.0.1:${port}/metrics`;
    roles.push(await startRole(`workers/${main}`, { ...api.environment, METRICS_PORT: String(port) }));
  }
}, 120_000);
afterAll(async () => {
  await Promise.all(roles.map((role) => role.stop()));
  await api.close();
});

const figures = async (role: string) => (await fetch(urls[role] ?? '')).text();

test('every role shows its figures and logs what a batch went through', { timeout: 120_000 }, async () => {
  const car = vehicle(api.url);
  const batchId = await car.deliver(
    [
      { name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) },
      { name: 'notes.txt', bytes: Buffer.from('not a recording at all') },
    ],
    { tolerated_failed_percent: 60 },
  );
  await car.ended(batchId);

  const workflow = await until('the end of the batch', async () => {
    const text = await figures('workflow-worker');
    return text.includes('argus_batch_runs_total{outcome="completed"} 1') && text;
  });
  for (const stage of ['upload', 'scatter', 'gather', 'diagnose'])
    expect(workflow).toContain(`argus_stage_duration_seconds_count{stage="${stage}"} 1`);
  expect(workflow).toContain('argus_report_delay_seconds_count 1');
  expect(workflow).toMatch(/argus_postgres_pool_connections{state="idle"} \d/);
  expect(workflow).toMatch(/temporal_workflow_task_schedule_to_start_latency_seconds_count{/);

  const parse = await figures('parse-worker');
  expect(parse).toContain('argus_files_total{format="mcap",verdict="ok"} 1');
  expect(parse).toContain('argus_files_total{format="unknown",verdict="unknown_format"} 1');
  expect(parse).toMatch(/argus_parse_bytes_total{format="mcap"} [1-9]/);
  expect(parse).toMatch(/argus_activity_queue_wait_seconds_count{activity="parseChunk"} [1-9]/);
  expect(parse).toMatch(/temporal_activity_schedule_to_start_latency_seconds_count{/);
  expect(parse).toContain('role="worker-parse"');

  await until('the events', async () =>
    /argus_relay_events_total{topic="events"} [1-9]/.test(await figures('relay')),
  );

  const lines = (roles[0]?.log() ?? '').split('\n').filter((line) => line.includes(batchId));
  const said = lines.map((line) => JSON.parse(line) as { msg: string; stage?: string });
  expect(said.map(({ msg, stage }) => stage ?? msg)).toEqual(
    expect.arrayContaining(['batch begun', 'upload', 'scatter', 'gather', 'diagnose', 'batch completed']),
  );
  expect(roles[1]?.log()).toContain('"activity":"parseChunk"');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
