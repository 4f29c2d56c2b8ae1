import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { boundary, rawConnection, uploadHead } from '../support/test-api.ts';
import { until } from '../support/until.ts';

const abandonSeconds = 6;
let argus: TestArgus;
beforeAll(async () => {
  argus = await startArgus({ UPLOAD_ABANDON_HOURS: `${abandonSeconds / 3600}` });
});
afterAll(() => argus.close());

const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="slow"\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

/** An upload of which a piece is sent now and then, until its timer is cleared. */
function sendSlowly(batchId: string) {
  const { socket, received } = rawConnection(argus.url);
  socket.write(uploadHead(batchId, 'chunked') + chunk(head));
  const pieces = setInterval(() => socket.write(chunk('x'.repeat(4_096))), 250);
  onTestFinished(() => {
    clearInterval(pieces);
    socket.destroy();
  });
  return { socket, received, pieces };
}

test('an upload that still sends keeps its batch open, and one that stopped does not', async () => {
  const car = vehicle(argus.url);
  const sending = await car.createBatch();
  const { socket, received, pieces } = sendSlowly(sending.batch_id);
  // While it sends, two others are given up, one after the other.
  for (const _ of ['one', 'another']) {
    const { batch_id } = await car.createBatch();
    const end = { status: 'failed', failure_code: 'upload_abandoned' };
    expect(await car.ended(batch_id)).toMatchObject(end);
  }
  expect(await car.progress(sending.batch_id)).toMatchObject({ status: 'pending' });
  clearInterval(pieces);
  socket.write(`${chunk(tail)}0\r\n\r\n`);
  await until('an answer', () => received() !== '');
  expect(received()).toMatch(/^HTTP\/1.1 201/);
});

test('an upload to a batch that is cancelled meanwhile is refused before its end', async () => {
  const car = vehicle(argus.url);
  const { batch_id } = await car.createBatch();
  const { received } = sendSlowly(batch_id);
  const metrics = async () => (await fetch(`${argus.url}/metrics`)).text();
  await until('it to be under way', async () => /^argus_uploads 1$/m.test(await metrics()));
  await fetch(`${argus.url}/api/v1/batches/${batch_id}/cancel`, { method: 'POST' });
  expect(await car.ended(batch_id)).toMatchObject({ status: 'failed', failure_code: 'cancelled' });
  await until('an answer', () => received() !== '');
  expect(received()).toMatch(/^HTTP\/1.1 409.*"code":"state"/s);
});
