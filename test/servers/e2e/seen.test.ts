import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { batchWorkflowId } from '../../../src/workflows/messages.ts';
import { vehicle } from '../../support/batches.ts';
import { type RoleProcess, startRole } from '../../support/role-process.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const roles: RoleProcess[] = [];
const urls: Record<string, string> = {};
const environments: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  api = await startTestApi();
  for (const main of ['workflow-worker', 'parse-worker', 'relay'] as const) {
    const port = await freePort();
    urls[main] = `http://127.0.0.1:${port}`;
    // Files are to be read by a run, whose activities are looked at.
    const environment = { ...api.environment, METRICS_PORT: String(port), PARSE_AHEAD: 'false' };
    environments[main] = environment;
    roles.push(await startRole(`workers/${main}`, environment));
  }
});
afterAll(async () => {
  await Promise.all(roles.map((role) => role.stop()));
  await api.close();
});

const figures = async (role: string) => (await fetch(`${urls[role]}/metrics`)).text();

test('every role exposes its metrics and logs the stages of a batch', async () => {
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
    // The delay is recorded after a database query, and therefore after the count of the runs.
    const last = ['argus_batch_runs_total{outcome="completed"} 1', 'argus_report_delay_seconds_count 1'];
    return last.every((line) => text.includes(line)) && text;
  });
  for (const stage of ['upload', 'scatter', 'gather', 'diagnose'])
    expect(workflow).toContain(`argus_stage_duration_seconds_count{stage="${stage}"} 1`);
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

  // What the Web UI says of the activities.
  const { events } = await api.orchestrator.client.workflow
    .getHandle(batchWorkflowId(batchId))
    .fetchHistory();
  const summaries = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes, userMetadata }) =>
    activityTaskScheduledEventAttributes && userMetadata?.summary
      ? [defaultPayloadConverter.fromPayload<string>(userMetadata.summary)]
      : [],
  );
  // The later stages of a light batch are steps of its workflow task.
  expect(summaries).toEqual(['files 1–2: `drive.mcap` and 1 more']);
});

const health = fileURLToPath(new URL('../../../src/workers/health.ts', import.meta.url));

test.for([
  ['workflow-worker', 'worker-workflow', ['object_store', 'postgres', 'redis', 'temporal']],
  ['parse-worker', 'worker-parse', ['object_store', 'postgres', 'redis', 'temporal']],
  ['relay', 'relay', ['kafka', 'postgres']],
] as const)('%s says that it is ready, to probes and to the health check', async ([main, role, servers]) => {
  const answer = await until('ready', async () => {
    const response = await fetch(`${urls[main]}/readyz`);
    return response.ok && ((await response.json()) as { status: string; servers: object });
  });
  expect(answer.status).toBe('ready');
  expect(Object.keys(answer.servers).toSorted()).toEqual(servers);
  const ask = (environment: Record<string, string> | undefined) =>
    promisify(execFile)(process.execPath, [health, role], { env: { ...process.env, ...environment } });
  await ask(environments[main]);
  await expect(ask({ ...environments[main], METRICS_PORT: '' })).rejects.toThrow(
    'METRICS_PORT has to be set',
  );
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
