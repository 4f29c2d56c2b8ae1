import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import type { FilePageBody } from '../../../src/api/batches/file-schema.ts';
import { parserVersion } from '../../../src/recordings/summary/file-summary.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { batchWorkflowId } from '../../../src/workflows/messages.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { type NamedBytes, vehicle } from '../../support/batches.ts';
import { startRole } from '../../support/role-process.ts';
import { until } from '../../support/until.ts';

const drives: NamedBytes[] = [
  { name: 'drive-1.mcap', bytes: sampleMcap({ seed: 71 }) },
  { name: 'flight.ulg', bytes: sampleUlog({ seed: 72 }) },
  { name: 'notes.txt', bytes: Buffer.from('not a recording at all') },
  { name: 'drive-2.mcap', bytes: sampleMcap({ seed: 73 }).subarray(0, 60_000) },
  { name: 'drive-1-again.mcap', bytes: sampleMcap({ seed: 71 }) },
];

let early: TestArgus;
let late: TestArgus;
beforeAll(async () => {
  early = await startArgus();
  late = await startArgus({ PARSE_AHEAD: 'false' });
});
afterAll(async () => {
  await Promise.all([early.close(), late.close()]);
});

async function upload(argus: TestArgus, files: NamedBytes[]) {
  const car = vehicle(argus.url);
  const { batch_id } = await car.createBatch({ vehicle_id: 'the-same', tolerated_failed_percent: 50 });
  for (const file of files) await car.upload(batch_id, file);
  return { car, batchId: batch_id };
}

/** Resolves when each content of the batch has a summary. */
async function readAhead({ stores }: TestArgus, batchId: string): Promise<void> {
  const contents = await stores.vins.contentsOf(batchId);
  await until('the files to be read ahead', async () => {
    const versions = { plain: parserVersion, withDatabases: parserVersion };
    return (await stores.summaries.present(contents, versions)).size === contents.length;
  });
}

/** Ids by the order in which they come, and no times of this run. */
function comparable(value: unknown): unknown {
  const ids = new Map<string, string>();
  const text = JSON.stringify(value).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    const known = ids.get(id) ?? `id ${ids.size}`;
    ids.set(id, known);
    return known;
  });
  return { ...JSON.parse(text), generated_at: undefined };
}

async function outcome(argus: TestArgus, batchId: string) {
  const car = vehicle(argus.url);
  const { files } = await car.json<FilePageBody>(`/batches/${batchId}/files`);
  const events = await argus.stores.events.after(batchId, 0, 100);
  return {
    report: comparable(await car.json<Report>(`/batches/${batchId}/report`)),
    files: files.map(({ name, state, format, verdict, message_count }) => [
      name,
      state,
      format,
      verdict,
      message_count,
    ]),
    events: events.map(({ event_type, payload }) => payload.verdict_code ?? payload.new_status ?? event_type),
  };
}

/** The order in which files are recorded is that of the workers. */
const sorted = (events: unknown[]) => events.map(String).sort();

test('a batch whose files were read ahead ends as one whose files were not', async () => {
  const ahead = await upload(early, drives);
  await readAhead(early, ahead.batchId);
  // Nothing of it is seen before the upload is complete.
  expect(await ahead.car.progress(ahead.batchId)).toMatchObject({ status: 'pending', processed_files: 0 });
  const { files } = await ahead.car.json<FilePageBody>(`/batches/${ahead.batchId}/files`);
  expect(new Set(files.map(({ state }) => state))).toEqual(new Set(['pending']));
  expect(await early.stores.events.after(ahead.batchId, 0, 10)).toEqual([]);

  const plain = await upload(late, drives);
  for (const { car, batchId } of [ahead, plain]) {
    await car.complete(batchId);
    expect(await car.ended(batchId)).toMatchObject({ status: 'completed', failed_files: 1 });
  }
  const [first, second] = [await outcome(early, ahead.batchId), await outcome(late, plain.batchId)];
  expect(first.report).toEqual(second.report);
  expect(first.files).toEqual(second.files);
  expect(sorted(first.events)).toEqual(sorted(second.events));
  const stages = (events: unknown[]) => events.filter((event) => /ing$|ed$/.test(String(event)));
  expect(stages(first.events)).toEqual(stages(second.events));

  // Nothing was left for the parse workers, and small stages needed no activity of their own.
  const { events: history } = await early.orchestrator.client.workflow
    .getHandle(batchWorkflowId(ahead.batchId))
    .fetchHistory();
  expect(history?.filter((event) => event.activityTaskScheduledEventAttributes)).toEqual([]);
});

test('a worker that is killed while it reads ahead costs nothing but time', async () => {
  const fileCount = 12;
  // That of `late` reads nothing ahead.
  const argus = late;
  const environment = { ...argus.environment, PARSE_AHEAD: 'true' };
  const reader = await startRole('workers/parse-worker', environment);
  const many = Array.from({ length: fileCount }, (_, index) => ({
    name: `${index}.mcap`,
    bytes: sampleMcap({ seed: 200 + index }),
  }));
  const { car, batchId } = await upload(argus, many);
  const taken = async () => {
    const { rows } = await argus.stores.db.query('SELECT FROM files WHERE ahead_at IS NOT NULL');
    return rows.length > 0;
  };
  await until('files to be taken', taken);
  await reader.kill9();
  await car.complete(batchId);
  const end = await car.ended(batchId);
  expect(end).toMatchObject({ status: 'completed', processed_files: fileCount, failed_files: 0 });
  const events = await argus.stores.events.after(batchId, 0, 200);
  const parsed = events.filter(({ event_type }) => event_type === 'FileParsed');
  expect(new Set(parsed.map(({ payload }) => payload.file_id)).size).toBe(fileCount);
  expect(parsed).toHaveLength(fileCount);
});

test('files of a cancelled upload are let go of, and another run of it takes what is there', async () => {
  const { car, batchId } = await upload(early, drives);
  await readAhead(early, batchId);
  await car.post(`/batches/${batchId}/cancel`);
  expect(await car.ended(batchId)).toMatchObject({ status: 'failed' });
  await car.post(`/batches/${batchId}/retry`);
  await car.complete(batchId);
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed', processed_files: 5 });
  expect(await early.stores.ahead.take()).toBeUndefined();
});

test('a reprocess of unchanged files takes their results without another hand-over', async () => {
  const { car, batchId } = await upload(late, drives);
  await car.complete(batchId);
  const first = await car.ended(batchId);
  await car.post(`/batches/${batchId}/reprocess`);
  const second = await until('the second run', async () => {
    const progress = await car.progress(batchId);
    return progress.run === 2 && progress.status === 'completed' && progress;
  });
  expect(second).toMatchObject({ processed_files: first.processed_files, failed_files: first.failed_files });
  const events = await late.stores.events.after(batchId, 0, 200);
  expect(events.filter(({ run, event_type }) => run === 2 && event_type === 'FileParsed')).toHaveLength(5);
});

test('a reprocess of more files than a light batch has ends in the same step, as the fold of the first run is known', async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    ...(drives[0] as NamedBytes),
    name: `${index}.mcap`,
  }));
  const { car, batchId } = await upload(late, many);
  await car.complete(batchId);
  await car.ended(batchId);
  const first = await outcome(late, batchId);
  await car.post(`/batches/${batchId}/reprocess`);
  await until('the second run', async () => {
    const progress = await car.progress(batchId);
    return progress.run === 2 && progress.status === 'completed';
  });
  const second = await outcome(late, batchId);
  expect(second.files).toEqual(first.files);
  const figures = ({ report }: typeof first) => (report as Report).totals;
  expect(figures(second)).toEqual(figures(first));
  const { events: history } = await late.orchestrator.client.workflow
    .getHandle(batchWorkflowId(batchId))
    .fetchHistory();
  expect(history?.filter((event) => event.activityTaskScheduledEventAttributes)).toEqual([]);
});

test('a stage of a small batch that does not succeed at once shows its attempts, and goes on by itself', async () => {
  const { objects } = late.stores;
  const { putBytes } = objects;
  onTestFinished(() => {
    objects.putBytes = putBytes;
  });
  objects.putBytes = () => Promise.reject(new Error('held by the test'));
  const { car, batchId } = await upload(late, drives.slice(0, 1));
  await car.complete(batchId);
  const gathersAgain = async () => {
    const waiting = await late.orchestrator.describeBatch(batchId);
    return waiting?.pending_activities.some(
      ({ activity, attempt, last_error }) => activity === 'gather' && attempt > 1 && last_error,
    );
  };
  await until('several attempts to gather', gathersAgain);
  objects.putBytes = putBytes;
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed', processed_files: 1 });
});

test('the workflow of an upload has no task until the upload is complete, and can be cancelled before', async () => {
  const { car, batchId } = await upload(early, [drives[0] as NamedBytes]);
  const handle = early.orchestrator.client.workflow.getHandle(batchWorkflowId(batchId));
  expect((await handle.describe()).status.name).toBe('RUNNING');
  const typesOf = async () => {
    const { events } = await handle.fetchHistory();
    return (events ?? []).map(({ eventType }) => eventType);
  };
  expect(await typesOf()).toHaveLength(1);
  await readAhead(early, batchId);
  await car.complete(batchId);
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
  await handle.result();
  // Started, signalled, one task (3), two search attributes, one step, completed.
  expect(await typesOf()).toHaveLength(9);

  const { batchId: other } = await upload(early, [drives[0] as NamedBytes]);
  await early.orchestrator.cancel(other);
  expect(await car.ended(other)).toMatchObject({ status: 'failed', failure_code: 'cancelled' });
});
