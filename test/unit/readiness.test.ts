import { expect, test } from 'vitest';
import type { RoleName, ServerName } from '../../src/domain/server-needs.ts';
import type { Orchestrator } from '../../src/orchestrator/client.ts';
import { createReadiness } from '../../src/readiness.ts';
import type { Stores } from '../../src/stores/open-stores.ts';

/** A role's answer with these servers unavailable, and which ones it checked. */
async function answerOf(role: RoleName, unavailable: readonly ServerName[]) {
  const asked: ServerName[] = [];
  const ping = (name: ServerName) => async () => {
    asked.push(name);
    if (unavailable.includes(name)) throw Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' });
  };
  const stores = {
    db: { query: ping('postgres') },
    redis: { ping: ping('redis') },
    objects: { ping: ping('object_store') },
    kafka: { ping: ping('kafka') },
  } as unknown as Stores;
  const orchestrator = { ping: ping('temporal') } as unknown as Orchestrator;
  return { answer: await createReadiness(role, { stores, orchestrator })(), asked };
}

test('a role checks the servers that it depends on, and no others', async () => {
  const { answer, asked } = await answerOf('relay', []);
  expect(asked.toSorted()).toEqual(['kafka', 'postgres']);
  expect(answer).toMatchObject({ status: 'ready', missing: [], degraded: {} });
  expect(answer.servers.kafka).toEqual({ ok: true, milliseconds: expect.any(Number) });
});

test.each([
  ['relay', 'kafka', 'not_ready'],
  ['worker-parse', 'object_store', 'not_ready'],
  ['worker-parse', 'redis', 'degraded'],
  ['worker-workflow', 'temporal', 'not_ready'],
  ['api', 'temporal', 'degraded'],
  ['api', 'postgres', 'not_ready'],
] as const)('%s without %s is %s, and names it', async (role, server, status) => {
  const { answer } = await answerOf(role, [server]);
  expect(answer).toMatchObject({ status, missing: [server] });
  expect(answer.servers[server]).toMatchObject({ ok: false, error: 'ECONNREFUSED' });
});
