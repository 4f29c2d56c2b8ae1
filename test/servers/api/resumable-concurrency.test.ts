import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createResumableClient, creationOf, MiB, problem, sha256 } from '../../support/resumable-client.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

/** draft-ietf-httpbis-resumable-upload: what its text says of requests at the same time, of upgrades and of fields. */
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const { append, begin, filesOf, open, send } = createResumableClient(() => api);

/** An append of 20 MiB that has stored its first part and waits for more. */
async function underWay(batchId: string, bytes: Buffer) {
  const url = await begin(batchId, { 'upload-length': bytes.length });
  const { request, interim, answer } = open('PATCH', url, {
    'content-type': 'application/partial-upload',
    'upload-offset': 0,
    'upload-complete': '?1',
    'content-length': bytes.length,
  });
  request.write(bytes.subarray(0, 9 * MiB));
  await until('a part is safe', () => interim.length > 0);
  return { url, answer };
}

test('offset retrieval ends the append before it, so that the offset stays true (4.6)', async () => {
  const batchId = await api.createBatch();
  const bytes = randomBytes(20 * MiB);
  const { url, answer } = await underWay(batchId, bytes);
  const { headers } = await send('HEAD', url, {});
  const offset = Number(headers['upload-offset']);
  expect(offset).toBeGreaterThanOrEqual(8 * MiB);
  expect((await answer).status).toBe(409);
  expect((await send('HEAD', url, {})).headers['upload-offset']).toBe(String(offset));
  const rest = await append(url, offset, true, bytes.subarray(offset));
  expect(JSON.parse(rest.text).sha256).toBe(sha256(bytes));
});

test('of two appends at once one is refused, and the bytes of the other count once (4.6)', async () => {
  const batchId = await api.createBatch();
  const bytes = randomBytes(20 * MiB);
  const { url, answer } = await underWay(batchId, bytes);
  const second = await append(url, 0, true, bytes);
  expect(second.headers['upload-complete']).toBe('?0');
  expect([409, 423]).toContain(second.status);
  const offset = Number((await send('HEAD', url, {})).headers['upload-offset']);
  expect((await answer).status).toBe(409);
  const rest = await append(url, offset, true, bytes.subarray(offset));
  expect(JSON.parse(rest.text).sha256).toBe(sha256(bytes));
  expect(await filesOf(batchId)).toHaveLength(1);
});

test('nothing is appended to a cancelled upload, and a complete one is not cancelled (4.5)', async () => {
  const batchId = await api.createBatch();
  const cancelled = await begin(batchId);
  expect((await send('DELETE', cancelled, {})).status).toBe(204);
  expect((await append(cancelled, 0, true, randomBytes(1))).status).toBe(404);
  expect((await send('DELETE', cancelled, {})).status).toBe(404);
  const complete = await begin(batchId);
  await append(complete, 0, true, randomBytes(10));
  expect((await send('DELETE', complete, {})).status).toBe(409);
  const more = await append(complete, 10, false, randomBytes(1));
  expect([more.status, JSON.parse(more.text).type]).toEqual([400, problem('completed-upload')]);
  expect(await filesOf(batchId)).toHaveLength(1);
});

test('a client that speaks no version of ours gets its answers, and no interim ones (4.2)', async () => {
  const batchId = await api.createBatch();
  for (const version of ['', '3', '8, 6']) {
    const headers = { 'upload-complete': '?0', 'upload-draft-interop-version': version };
    const {
      status,
      interim,
      headers: fields,
    } = await send('POST', creationOf(batchId), headers, randomBytes(10));
    expect([status, interim, fields['upload-offset']]).toEqual([201, [], '10']);
    const { headers: state } = await send('HEAD', String(fields.location), {
      'upload-draft-interop-version': '',
    });
    expect(state['upload-offset']).toBe('10');
  }
});

test('an offset has no place in a request that begins an upload (4.2)', async () => {
  const headers = { 'upload-complete': '?0', 'upload-offset': 0 };
  const { status, text } = await send('POST', creationOf(await api.createBatch()), headers, randomBytes(10));
  expect([status, JSON.parse(text).field]).toEqual([400, 'upload-offset']);
});

test('parameters of fields are ignored (RFC 9651, 3.1.2), and items of another type are none', async () => {
  const batchId = await api.createBatch();
  const url = await begin(batchId, { 'upload-complete': '?0;later=1', 'upload-length': '20;unit=bytes' });
  expect((await send('HEAD', url, {})).headers['upload-length']).toBe('20');
  const fields = { 'upload-offset': '0;a=b', 'upload-complete': '?0;c' };
  expect((await append(url, 0, false, randomBytes(10), fields)).status).toBe(204);
  for (const wrong of [
    { 'upload-offset': '"10"' },
    { 'upload-offset': '10, 10' },
    { 'upload-complete': '1' },
  ]) {
    expect((await append(url, 10, true, randomBytes(10), wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
  expect((await append(url, 10, true, randomBytes(10))).status).toBe(200);
});
