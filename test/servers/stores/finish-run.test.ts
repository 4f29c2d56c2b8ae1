import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatheringCompleted } from '../../../src/activities/gathering.ts';
import { diagnosisCompleted } from '../../../src/activities/reporting.ts';
import { allFilesParsed } from '../../../src/domain/event.ts';
import { softwareFacts } from '../../../src/report/software-facts.ts';
import type { FinishedRun } from '../../../src/stores/postgres/save-report.ts';
import { parsedResult, testDatabase } from '../../support/database.ts';
import { reportWith } from '../../support/report/report-with.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.db.end());

const aggregate = { aggregate_version: 1 };

async function scattered(run = 1) {
  const { id, fileIds } = await database.scatteringBatch(2);
  await database.files.recordResults(id, run, fileIds.map(parsedResult));
  return { id, fileIds, finished: await finishedOf(id) };
}

async function finishedOf(id: string): Promise<FinishedRun> {
  const batch = await database.batches.mustGet(id);
  const { run, vehicle_id } = batch;
  const report = reportWith({ batch_id: id, run, vehicle_id, diagnosis_id: crypto.randomUUID() });
  return {
    gathered: { aggregate, charts: [] },
    report,
    facts: softwareFacts(report),
    events: {
      scattered: allFilesParsed(batch),
      gathered: gatheringCompleted({ batchId: id, run }, batch.total_files, []),
      completed: diagnosisCompleted(report),
    },
  };
}

const eventsOf = async (id: string) =>
  (await database.events.after(id, 0, 100)).map(
    ({ event_type, payload }) => payload.new_status ?? event_type,
  );

test('a run that is finished at once has the events of all its stages, in their order', async () => {
  const { id, finished } = await scattered();
  expect(await database.reports.finishRun(finished)).toMatchObject({ status: 'completed', run: 1 });
  expect((await eventsOf(id)).slice(3)).toEqual([
    'FileParsed',
    'FileParsed',
    'AllFilesParsed',
    'scattered',
    'gathering',
    'GatheringCompleted',
    'gathered',
    'diagnosing',
    'DiagnosisCompleted',
    'completed',
  ]);
  expect(await database.reports.aggregate(id, 1)).toEqual({ aggregate, charts: [] });
});

test('a repeat changes nothing, and the first report stays', async () => {
  const { id, finished } = await scattered();
  await database.reports.finishRun(finished);
  const events = await eventsOf(id);
  const again = await finishedOf(id);
  expect(await database.reports.finishRun(again)).toMatchObject({ status: 'completed' });
  expect(await eventsOf(id)).toEqual(events);
  const body = JSON.parse((await database.reports.body(id)) ?? '{}');
  expect(body.diagnosis_id).toBe(finished.report.diagnosis_id);
});

test('a run that is not at its gate is refused, and nothing of it is stored', async () => {
  const { id, finished } = await scattered();
  await database.batches.openGate(id, 1);
  const events = await eventsOf(id);
  await expect(database.reports.finishRun(finished)).rejects.toMatchObject({ code: 'state' });
  expect([await eventsOf(id), await database.reports.aggregate(id, 1)]).toEqual([events, undefined]);
  await database.batches.fail(id, 1, { code: 'cancelled', message: 'Cancelled.' });
  await expect(database.reports.finishRun(finished)).rejects.toMatchObject({ code: 'state' });
  expect(await database.reports.body(id)).toBeUndefined();
});

test('the fold of an earlier run is found while files and results are what they were', async () => {
  const { id, fileIds, finished } = await scattered();
  await database.reports.finishRun(finished);
  expect(await database.reports.aggregateOfSameContent(id, 1)).toBeUndefined();
  await database.batches.beginRun(id, ['completed']);
  expect(await database.reports.aggregateOfSameContent(id, 2)).toBeUndefined();
  await database.batches.transition({ batchId: id, run: 2, to: 'scattering' });
  await database.files.recordResults(id, 2, fileIds.map(parsedResult));
  expect(await database.reports.aggregateOfSameContent(id, 2)).toEqual(aggregate);
  await database.db.query('UPDATE files SET parser_version = $2 WHERE id = $1', [fileIds[0], 'another']);
  expect(await database.reports.aggregateOfSameContent(id, 2)).toBeUndefined();
});
