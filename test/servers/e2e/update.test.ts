import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleUlog, type UlogOptions } from '../../../samples/ulog/sample-ulog.ts';
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

async function findingsOf(vehicleId: string, flight: UlogOptions): Promise<Report['findings']> {
  const files = [{ name: 'flight.ulg', bytes: sampleUlog(flight) }];
  const batchId = await car.deliver(files, { vehicle_id: vehicleId });
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
  return (await car.json<Report>(`/batches/${batchId}/report`)).findings;
}

test('a fault that comes with new software is reported once, compared to the previous drive of the same vehicle', async () => {
  const updated = `v-${randomUUID()}`;
  const other = `v-${randomUUID()}`;
  const faulty = (seed: number) => ({ seed, release: 0x010f00ff, faults: ['failsafe'] }) as const;
  const rulesOf = async (...asked: Parameters<typeof findingsOf>) =>
    (await findingsOf(...asked)).map(({ rule }) => rule);

  expect(await rulesOf(updated, { seed: 201 })).toEqual([]);
  const findings = await findingsOf(updated, faulty(202));
  expect(findings.map(({ rule }) => rule)).toEqual(['px4-failsafe', 'fault-after-update']);
  expect(findings[1]).toMatchObject({
    severity: 'error',
    title: '1 new fault with software v1.15.0: failsafe',
    description: expect.stringContaining('v1.14.3'),
    evidence: [{ file_name: 'flight.ulg', topic: 'vehicle_status', time: expect.stringMatching(/^\+36\./) }],
  });
  expect(await rulesOf(updated, faulty(203))).toEqual(['px4-failsafe']);
  expect(await rulesOf(other, faulty(204))).toEqual(['px4-failsafe']);
});
