import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { boundary, rawConnection, uploadHead } from '../support/test-api.ts';
import { until } from '../support/until.ts';

const abandonSeconds = 4;
let argus: TestArgus;
beforeAll(async () => {
  argus = await startArgus({ UPLOAD_ABANDON_HOURS: `${abandonSeconds / 3600}` });
});
afterAll(() => argus.close());

test('an upload that still sends keeps its batch open, and one that stopped does not', {
  timeout: 60_000,
}, async () => {
  const car = vehicle(argus.url);
  const [sending, quiet] = await Promise.all([car.createBatch(), car.createBatch()]);
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="slow"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const piece = 'x'.repeat(4_096);
  const pieces = abandonSeconds * 10;
  const { socket, received } = rawConnection(argus.url);
  socket.write(uploadHead(sending.batch_id, head.length + pieces * piece.length + tail.length) + head);
  // For two and a half times as long as a batch may be inactive.
  for (let sent = 0; sent < pieces; sent += 1) {
    socket.write(piece);
    await delay(250);
  }
  expect(await car.progress(quiet.batch_id)).toMatchObject({ status: 'failed' });
  expect(await car.progress(sending.batch_id)).toMatchObject({ status: 'pending' });
  socket.write(tail);
  await until('an answer', () => received() !== '');
  expect(received()).toMatch(/^HTTP\/1.1 201/);
  socket.destroy();
});
