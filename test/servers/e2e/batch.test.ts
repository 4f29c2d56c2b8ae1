import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import type { FilePageBody } from '../../../src/api/batches/file-schema.ts';
import type { BatchActionBody } from '../../../src/api/batches/schema.ts';
import { eventSchemas } from '../../../src/api/stream/event-schema.ts';
import { fileObjectKey } from '../../../src/domain/batch.ts';
import { eventMessage } from '../../../src/relay/event-message.ts';
import { type Report, reportSchema } from '../../../src/report/report-schema.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { type NamedBytes, vehicle } from '../../support/batches.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  argus = await startArgus();
  car = vehicle(argus.url);
});
afterAll(() => argus.close());

const mcap = (seed: number): NamedBytes => ({ name: `drive-${seed}.mcap`, bytes: sampleMcap({ seed }) });
const ulog = (seed: number): NamedBytes => ({ name: `flight-${seed}.ulg`, bytes: sampleUlog({ seed }) });
const broken: NamedBytes = { name: 'notes.txt', bytes: Buffer.from('not a recording at all') };

describe('a batch', () => {
  test('goes from the upload to the report', async () => {
    const files = [mcap(1), mcap(2), ulog(3)];
    const { batch_id, status } = await car.createBatch();
    expect(status).toBe('pending');
    const uploaded = await Promise.all(files.map((file) => car.upload(batch_id, file)));
    expect(await car.complete(batch_id)).toMatchObject({ batch_id, total_files: 3 });
    const end = await car.ended(batch_id);
    expect(end).toMatchObject({
      status: 'completed',
      processed_files: 3,
      failed_files: 0,
      progress_percent: 100,
    });

    // Every acknowledged file has a row and an object with the same SHA-256.
    const { files: rows } = await car.json<FilePageBody>(`/batches/${batch_id}/files`);
    expect(rows.map(({ file_id }) => file_id).sort()).toEqual(uploaded.map(({ file_id }) => file_id).sort());
    for (const row of rows) {
      const hash = createHash('sha256');
      for await (const chunk of await argus.stores.objects.get(fileObjectKey(batch_id, row.file_id))) {
        hash.update(chunk as Buffer);
      }
      expect(hash.digest('hex')).toBe(row.sha256);
      expect(row.state).toBe('parsed');
    }

    const report = await car.json<Report>(`/batches/${batch_id}/report`);
    expect(() => reportSchema.parse(report)).not.toThrow();
    expect(report.totals).toMatchObject({ files: 3, parsed: 3, failed: 0 });
    expect(report.cpu).not.toBeNull();
    expect(report.charts.length).toBeGreaterThan(0);
    for (const { name } of report.charts) {
      const response = await fetch(`${argus.url}/api/v1/batches/${batch_id}/charts/${name}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<svg');
    }

    const events = await argus.stores.events.after(batch_id, 0, 100);
    const steps = events.map(({ event_type, payload }) => payload.new_status ?? event_type);
    expect(steps.filter((step) => step !== 'FileParsed')).toEqual([
      'BatchCreated',
      'uploaded',
      'scattering',
      'AllFilesParsed',
      'scattered',
      'gathering',
      'GatheringCompleted',
      'gathered',
      'diagnosing',
      'DiagnosisCompleted',
      'completed',
    ]);
    expect(steps.filter((step) => step === 'FileParsed')).toHaveLength(3);
    for (const event of events) {
      const message = JSON.parse(eventMessage(event).value);
      expect(eventSchemas[event.event_type].parse(message)).toEqual(message);
    }
  });

  test('completes with some files broken, within its tolerance, and reports the verdict of each', async () => {
    const batchId = await car.deliver(
      [
        mcap(4),
        mcap(5),
        mcap(6),
        { name: 'cut.mcap', bytes: sampleMcap({ seed: 7 }).subarray(0, 3_000) },
        broken,
      ],
      { tolerated_failed_percent: 40 },
    );
    expect(await car.ended(batchId)).toMatchObject({ status: 'completed', processed_files: 5 });
    const { files } = await car.json<FilePageBody>(`/batches/${batchId}/files`);
    const verdicts = Object.fromEntries(files.map(({ name, verdict }) => [name, verdict?.code]));
    expect(verdicts).toMatchObject({
      'drive-4.mcap': 'ok',
      'cut.mcap': 'truncated',
      'notes.txt': 'unknown_format',
    });
    for (const { verdict } of files) expect(verdict?.message).toMatch(/\.$/);
  });

  test('fails with a sentence when no file can be read', async () => {
    const batchId = await car.deliver([broken, { name: 'empty.mcap', bytes: new Uint8Array() }]);
    expect(await car.ended(batchId)).toMatchObject({
      status: 'failed',
      failure_code: 'all_files_failed',
      failure_message: expect.stringContaining('None of the 2 files'),
    });
    await expect(car.json(`/batches/${batchId}/report`)).rejects.toMatchObject({
      status: expect.toBeOneOf([404, 409]),
    });
  });

  test('fails when more files are broken than it tolerates', async () => {
    const batchId = await car.deliver([mcap(8), broken], { tolerated_failed_percent: 10 });
    expect(await car.ended(batchId)).toMatchObject({
      status: 'failed',
      failure_code: 'too_many_failed_files',
    });
  });

  test('parses the same bytes once, also in another batch', async () => {
    const first = await car.deliver([mcap(9)]);
    await car.ended(first);
    const before = await argus.stores.db.query('SELECT count(*) AS n FROM summaries');
    const second = await car.deliver([mcap(9), { ...mcap(9), name: 'again.mcap' }]);
    expect(await car.ended(second)).toMatchObject({ status: 'completed', processed_files: 2 });
    const after = await argus.stores.db.query('SELECT count(*) AS n FROM summaries');
    expect(after.rows).toEqual(before.rows);
  });
});

test('100 concurrent calls of complete give one workflow and one report', async () => {
  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, mcap(10));
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      fetch(`${argus.url}/api/v1/batches/${batch_id}/complete`, { method: 'POST' }),
    ),
  );
  // 202 where the workflow service was too slow to say that it has heard of it.
  expect(answers.filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
  expect(await car.ended(batch_id)).toMatchObject({ status: 'completed' });
  const { rows } = await argus.stores.db.query('SELECT run FROM reports WHERE batch_id = $1', [batch_id]);
  expect(rows).toEqual([{ run: 1 }]);
  const executions = [];
  const { workflow } = argus.orchestrator.client;
  for await (const execution of workflow.list({ query: `WorkflowId = "batch-${batch_id}"` })) {
    executions.push(execution.runId);
  }
  expect(executions).toHaveLength(1);
});

describe('another run', () => {
  test('a reprocess keeps the old report and writes a new one', async () => {
    const batchId = await car.deliver([mcap(11)]);
    await car.ended(batchId);
    const first = await car.json<Report>(`/batches/${batchId}/report`);
    await car.post(`/batches/${batchId}/reprocess`);
    await car.ended(batchId);
    const second = await car.json<Report>(`/batches/${batchId}/report`);
    expect(second.run).toBe(2);
    expect(await car.json<Report>(`/batches/${batchId}/report?run=1`)).toEqual(first);
  });

  test('a retry of a failed batch is refused to a completed one', async () => {
    const batchId = await car.deliver([mcap(12)]);
    await car.ended(batchId);
    await expect(car.post(`/batches/${batchId}/retry`)).rejects.toMatchObject({ status: 409 });
  });

  test('of the failed files alone parses these, and the report says what changed', async () => {
    const { batch_id } = await car.createBatch({ tolerated_failed_percent: 60 });
    await car.upload(batch_id, mcap(15));
    const lost = mcap(16);
    const { file_id } = await car.upload(batch_id, lost);
    const key = fileObjectKey(batch_id, file_id);
    await argus.stores.objects.remove(key);
    await car.complete(batch_id);
    expect(await car.ended(batch_id)).toMatchObject({ status: 'completed', failed_files: 1 });
    expect((await car.json<Report>(`/batches/${batch_id}/report`)).changes).toBeUndefined();

    await argus.stores.objects.putBytes(key, Buffer.from(lost.bytes), 'application/octet-stream');
    const answer = await car.post<BatchActionBody>(`/batches/${batch_id}/retry`, { only: 'failed' });
    expect(answer).toMatchObject({ run: 2 });
    expect(await car.ended(batch_id)).toMatchObject({
      run: 2,
      status: 'completed',
      processed_files: 2,
      failed_files: 0,
    });

    const report = await car.json<Report>(`/batches/${batch_id}/report`);
    expect(() => reportSchema.parse(report)).not.toThrow();
    expect(report.totals).toMatchObject({ parsed: 2, failed: 0 });
    expect(report.changes).toMatchObject({ compared_with: 'run', before: { run: 1 }, after: { run: 2 } });
    expect(report.changes?.files?.better).toMatchObject([
      { file_id, before: { verdict_code: 'object_missing' }, after: { verdict_code: 'ok' } },
    ]);
    const events = await argus.stores.events.after(batch_id, 0, 100);
    const parsed = events.filter(({ run, event_type }) => run === 2 && event_type === 'FileParsed');
    expect(parsed.map(({ payload }) => payload.file_id)).toEqual([file_id]);
    await expect(car.post(`/batches/${batch_id}/retry`, { only: 'failed' })).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('No file'),
    });
  });

  test('a cancelled upload goes on after a retry', async () => {
    const { batch_id } = await car.createBatch();
    await car.upload(batch_id, mcap(13));
    await car.post(`/batches/${batch_id}/cancel`);
    expect(await car.ended(batch_id)).toMatchObject({ status: 'failed', failure_code: 'cancelled' });
    await expect(car.upload(batch_id, mcap(14))).rejects.toMatchObject({ status: 409 });
    await car.post(`/batches/${batch_id}/retry`);
    await car.upload(batch_id, mcap(14));
    await car.complete(batch_id);
    expect(await car.ended(batch_id)).toMatchObject({ status: 'completed', total_files: 2 });
  });
});
