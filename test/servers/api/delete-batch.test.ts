import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const remove = (id: string) => api.call(`/batches/${id}`, { method: 'DELETE' });

test('a batch can be deleted once its run is over and its events are published', async () => {
  const id = await api.createBatch();
  const open = await remove(id);
  expect(open).toMatchObject({
    status: 409,
    body: { code: 'state', error: expect.stringContaining('cancel') },
  });
  // Nobody relays its events here.
  await api.stores.batches.fail(id, 1, { code: 'cancelled', message: 'The batch was cancelled.' });
  const waiting = await remove(id);
  expect(waiting).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining('not in Kafka yet') },
  });
  await api.stores.db.query('UPDATE events SET published_at = now()');
  expect(await remove(id)).toMatchObject({ status: 204, text: '' });
  expect((await remove(id)).status).toBe(404);
  expect((await api.call(`/batches/${id}`)).status).toBe(404);
  expect(await api.stores.retention.removals(10)).toEqual([{ prefix: `${id}/`, direct_only: false }]);
});
