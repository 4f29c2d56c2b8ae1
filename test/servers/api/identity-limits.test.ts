import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, createClosedApi, json, vin } from '../../support/closed-api.ts';
import { form, formType, startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const { batch, makeToken, start, tokens } = createClosedApi();
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.close());

test('many invalid tokens of one address are refused unseen; valid ones go on', async () => {
  const alone = await startTestApi({ DB_NAME: api.environment.DB_NAME ?? '' });
  try {
    const ask = (token: string) => alone.call('/batches', { headers: bearer(token) });
    expect((await ask(tokens.reader)).status).toBe(200);
    await until('a refusal', async () => (await ask(`argus_r_${Math.random()}`)).status === 429);
    expect((await ask(`argus_r_${Math.random()}`)).headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await ask(tokens.reader)).status).toBe(200);
  } finally {
    await alone.close();
  }
});

describe('limits of an identity', () => {
  const limited = (settings: Record<string, string>) =>
    startTestApi({
      DB_NAME: api.environment.DB_NAME ?? '',
      MINIO_BUCKET: api.environment.MINIO_BUCKET ?? '',
      ...settings,
    });

  test('are over all processes, and hold without Redis in each; uploads under way go on', async () => {
    const { token } = await makeToken('vehicle', 'a busy vehicle');
    const two = [
      await limited({ LIMIT_REQUESTS_PER_SECOND: '3' }),
      await limited({ LIMIT_REQUESTS_PER_SECOND: '3' }),
    ];
    try {
      const [one, other] = two as [TestApi, TestApi];
      const ask = (on: TestApi) => on.call('/batches', { headers: bearer(token) });
      const refusal = await until('a refusal', async () => {
        const answer = await ask(one);
        return answer.status === 429 && answer;
      });
      expect(refusal.body).toMatchObject({ code: 'rate_limited' });
      expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
      await until('the other process to know', async () => (await ask(other)).status === 429);
      const body = new Uint8Array(form({ name: 'file', filename: 'late.mcap', bytes: 'late' }));
      const sent = await one.call(`/batches/${batch.own}/files`, {
        ...{ method: 'POST', body },
        headers: { 'content-type': formType, ...bearer(token) },
      });
      expect(sent.status).toBe(201);
      // Somebody else is not concerned.
      expect((await one.call('/batches', { headers: bearer(tokens.reader) })).status).toBe(200);
    } finally {
      await Promise.all(two.map((one) => one.close()));
    }
    const alone = await limited({ LIMIT_REQUESTS_PER_SECOND: '3', REDIS_ADDR: '127.0.0.1:1' });
    try {
      const ask = () => alone.call('/batches', { headers: bearer(tokens.operator) });
      await until('a refusal', async () => (await ask()).status === 429);
    } finally {
      await alone.close();
    }
  });

  test('of bytes and of open batches are said before anything is sent', async () => {
    const { token } = await makeToken('operator', 'a heavy uploader');
    const small = await limited({ LIMIT_BYTES_PER_DAY: '2000', LIMIT_OPEN_BATCHES: '1' });
    try {
      const create = (vehicle_id: string) =>
        small.call('/batches', {
          ...json({ vehicle_id, vin }),
          headers: { ...json({}).headers, ...bearer(token) },
        });
      const made = await create('heavy-1');
      expect(made.status).toBe(201);
      expect((await create('heavy-1')).body).toMatchObject({ code: 'quota_exceeded' });
      const send = () =>
        small.call(`/batches/${made.body.batch_id}/files`, {
          ...{
            method: 'POST',
            body: new Uint8Array(form({ name: 'file', filename: 'a', bytes: 'x'.repeat(3_000) })),
          },
          headers: { 'content-type': formType, ...bearer(token) },
        });
      expect((await send()).status).toBe(201);
      const refusal = await until('a refusal', async () => {
        const answer = await send();
        return answer.status === 429 && answer;
      });
      expect(refusal.body).toMatchObject({ code: 'quota_exceeded' });
      expect((await create('heavy-2')).body).toMatchObject({ code: 'quota_exceeded' });
    } finally {
      await small.close();
    }
  });
});
