import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import { type Role, roles } from '../../src/domain/identity.ts';
import { startTestApi, type TestApi } from './test-api.ts';
import { until } from './until.ts';

export const vin = 'WVWZZZ1JZ3W386752';

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export const json = (body: unknown, method = 'POST') => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** An API that lets nobody in without a token, with a token for each role. */
export function createClosedApi() {
  let api: TestApi;
  const tokens = {} as Record<Role, string>;
  const ids = {} as Record<Role, string>;
  /** Of the vehicle's token, and of another one. */
  const batch = { own: '', others: '' };

  async function makeToken(role: Role, name = `the ${role}`) {
    const vehicle_id = role === 'vehicle' ? 'truck-1' : null;
    const created = await api.stores.tokens.create({
      ...{ id: uuidv7(), name, role, vehicle_id, expires_at: null, created_by: 'a test' },
    });
    if (!created) throw new Error('no token was made');
    return created;
  }

  function as(role: Role, path: string, init: RequestInit = {}) {
    return api.call(path, { ...init, headers: { ...init.headers, ...bearer(tokens[role]) } });
  }

  async function start(): Promise<TestApi> {
    api = await startTestApi();
    batch.others = await api.createBatch();
    for (const role of roles) {
      const { id, token } = await makeToken(role);
      tokens[role] = token;
      ids[role] = id;
    }
    await until('the API to be closed', async () => (await api.call('/batches')).status === 401);
    const made = await as('vehicle', '/batches', json({ vehicle_id: 'truck-1', vin }));
    expect(made.status).toBe(201);
    batch.own = made.body.batch_id;
    return api;
  }

  return { as, batch, ids, makeToken, start, tokens };
}
