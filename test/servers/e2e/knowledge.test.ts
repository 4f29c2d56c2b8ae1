import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import type { KnowledgeEntryBody } from '../../../src/api/knowledge/schema.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  argus = await startArgus();
  car = vehicle(argus.url);
});
afterAll(() => argus.close());

async function reportOn(seed: number, platform: string): Promise<Report> {
  const bytes = sampleMcap({ seed, faults: ['cpu-saturation'] });
  const batchId = await car.deliver([{ name: 'drive.mcap', bytes }], { platform });
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
  return car.json<Report>(`/batches/${batchId}/report`);
}

test('findings carry what is known, and the platform of the batch says which rules judge', async () => {
  const own = await car.post<KnowledgeEntryBody>('/knowledge', {
    rule: 'cpu-saturation',
    vehicle_platform: 'van',
    symptom: 'The van’s planner takes all cores on steep roads.',
    solution: 'Update the planner to 4.2.',
    source: 'fleet engineering',
  });
  const van = await reportOn(91, 'van');
  const found = van.findings.find(({ rule }) => rule === 'cpu-saturation');
  expect(found?.knowledge).toEqual([
    {
      id: own.id,
      title: own.symptom,
      solution: own.solution,
      why: 'rule cpu-saturation, platform van',
      source: 'fleet engineering',
    },
    expect.objectContaining({ id: 'std-rule-cpu-saturation', why: 'rule cpu-saturation' }),
  ]);
  expect(Number(van.provenance.knowledge_base_version)).toBeGreaterThan(1);
  expect(van.provenance.rule_set).toBeUndefined();

  await car.json('/platforms/truck/rules/cpu-saturation', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enabled: false }),
  });
  const truck = await reportOn(92, 'truck');
  expect(truck.findings.map(({ rule }) => rule)).not.toContain('cpu-saturation');
  expect(truck.provenance.rule_set).toMatchObject({ disabled: ['cpu-saturation'] });
  expect(truck.provenance.rule_set_version).not.toBe(van.provenance.rule_set_version);
});

test('the command line prints what is known, and which rules judge', async () => {
  const argusCommand = fileURLToPath(new URL('../../../bin/argus.mjs', import.meta.url));
  const run = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [argusCommand, ...args, '--server', argus.url])).stdout;
  expect((await run('knowledge', 'p0301')).split('\n')[1]).toMatch(
    /^std-obd-p0301 +P0301 +Cylinder 1 misfires\./,
  );
  expect(JSON.parse(await run('knowledge', 'cylnder', 'misfre', '--json')).length).toBeGreaterThan(5);
  await car.json('/platforms/tram/rules/bus-errors', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ thresholds: { warning: 99 } }),
  });
  expect(await run('rules', '--platform', 'tram')).toMatch(/bus-errors +yes .*warning 99 \(default 10\)/);
});
