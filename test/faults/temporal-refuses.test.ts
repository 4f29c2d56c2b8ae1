import { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { ownStack } from '../support/own-stack.ts';
import { until } from '../support/until.ts';

const namespace = 'bare';

let own: Stack;
let connection: Connection;
let argus: TestArgus;
beforeAll(async () => {
  own = await ownStack('temporal');
  connection = await Connection.connect({ address: own.endpoints.temporalAddress });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
  });
  await until('every part of the server to know the namespace', () =>
    connection.workflowService.listWorkflowExecutions({ namespace }).then(
      () => true,
      () => false,
    ),
  );
  argus = await startArgus({
    TEMPORAL_ADDRESS: own.endpoints.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
  });
});
afterAll(async () => {
  await argus?.close();
  await connection?.close();
  await own?.reset();
});

test('a permanent refusal by Temporal is reported as such, and the batch continues when it is fixed', async () => {
  const car = vehicle(argus.url);
  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) });
  const answer = await fetch(`${argus.url}/api/v1/batches/${batch_id}/complete`, { method: 'POST' });
  expect(answer.status).toBe(202);
  const { message } = (await answer.json()) as { message: string };
  expect(message).toMatch(/refuses/);
  expect(message).toContain('search attribute');

  const ready = await fetch(`${argus.url}/readyz`);
  const body = (await ready.json()) as { servers: Record<string, { ok: boolean; error?: string }> };
  expect(body.servers.temporal).toMatchObject({
    ok: false,
    error: expect.stringContaining('search attribute'),
  });

  const why = await car.json<{ sentence: string }>(`/batches/${batch_id}/why`);
  expect(why.sentence).toMatch(/refuses.*search attribute/);

  const { INDEXED_VALUE_TYPE_KEYWORD } = proto.temporal.api.enums.v1.IndexedValueType;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      ['BatchStatus', 'VehicleId', 'Vin', 'FailureCode'].map((name) => [name, INDEXED_VALUE_TYPE_KEYWORD]),
    ),
  });
  expect(await car.ended(batch_id)).toMatchObject({ status: 'completed' });
});
