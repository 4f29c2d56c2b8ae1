import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it as test } from 'vitest';
import { generateFinishedBatches } from '../../../bench/load/finished-batches.ts';
import { softwareFacts } from '../../../src/report/software-facts.ts';
import { openStores, type Stores } from '../../../src/stores/open-stores.ts';
import { countedExactly } from '../../../src/stores/postgres/count-batches.ts';
import { migrate } from '../../../src/stores/postgres/migrate.ts';
import { parsedResult } from '../../support/database.ts';
import { reportWith } from '../../support/report/report-with.ts';
import { rowsRead } from '../../support/rows-read.ts';
import { testConfig } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';

/** Batches that have ended: before the first look, and more before the second one. */
const few = 200;
const more = 12_000;
/** So few that each has a long history. */
const vehicles = 8;
/** Batches that warm up before one is counted. */
const warmUp = 8;
/**
 * Chance of plans and pages, and index entries of the states that the batches of a look have left: eight each, which
 * are removed as they are met unless another transaction, such as an autovacuum, still sees them.
 */
const spareRows = 60 + (warmUp + 1) * 8;
/** What is bounded, but by more than there is behind few batches. */
const bounds: Record<string, number> = {
  'batches by state': 2 * countedExactly,
  // Of a BRIN the last pages, which have no summary yet, are read row by row: 128 of them.
  'events by age': 128 * 60,
  // The next page, and what holds each of them.
  'summaries by age': 500 * 6,
};

/** What Argus asks by the clock, whether or not anything happens. */
const scheduled: Record<string, (stores: Stores) => Promise<unknown>> = {
  'uploads to give up': ({ uploads }) => uploads.abandoned(24, 100),
  'finished uploads to forget': ({ uploads }) => uploads.forgetFinished(5_000),
  'uploads that the object store knows': ({ uploads }) => uploads.known(['an upload', 'another one']),
  'answers to forget': ({ keptAnswers }) => keptAnswers.forgetOld(),
  'alerts to forget': ({ alerts }) => alerts.forgetOld(),
  'alerts due': ({ alerts }) => alerts.due([], 10),
  'alerts that wait': ({ alerts }) => alerts.backlog(),
  'webhooks due': ({ webhooks }) => webhooks.due([], 10),
  'silent uploads': ({ silentUploads }) =>
    silentUploads.warn({ silentSeconds: 60_000, abandonSeconds: 80_000 }, 500),
  'reports to count by software': ({ softwareCounts }) => softwareCounts.miscounted(undefined, 100),
  'events by age': ({ retention }) => retention.deleteEvents(400, 5_000),
  'replaced reports by age': ({ retention }) => retention.deleteReplacedReports(30, 100),
  'summaries by age': ({ retention }) => retention.deleteSummaries(30, 500),
  'recordings by age': ({ retention }) => retention.deleteRecordings(30, 0, 100),
  'charts by age': ({ retention }) => retention.deleteCharts(30, 0, 100),
  'batches by age': ({ retention }) => retention.endedBefore(400, 0, 100),
  'objects to remove': ({ retention }) => retention.removals(100),
  'open batches to compare with Temporal': ({ repairs }) => repairs.openPage(undefined, 20, 1_000),
  'ended batches to compare with Temporal': ({ repairs }) => repairs.endedOf([uuidv7()], 20),
  'recordings to look at again': ({ custody }) => custody.dueAgain(10, 100),
  'figures of custody': ({ custody }) => custody.figures(),
  'events for the relay': ({ events }) => events.unpublished(500),
  'events that wait for the relay': ({ events }) => events.backlog(),
  'files to read ahead': ({ ahead }) => ahead.take(),
  'batches by state': ({ batches }) => batches.countByStatus(),
  'repairs by kind': ({ repairs }) => repairs.counts(),
  'deletions by kind': ({ retention }) => retention.counts(),
  'tokens spent today': ({ tokenBudget }) => tokenBudget.today(),
};

/** One small batch from its creation to its report, as the API and the stages ask. */
async function oneBatch(stores: Stores): Promise<void> {
  const { batches, files, summaries, reports, ruleSettings, events, knowledge } = stores;
  const { id: batchId } = await batches.create({
    id: uuidv7(),
    vehicle_id: 'finished-7',
    vin: 'WVWZZZ1JZ3W386752',
    expected_workers: null,
    tolerated_failed_percent: 25,
  });
  for (let index = 0; index < 5; index += 1) {
    await files.assertOpen(batchId, 100);
    await files.add(
      {
        id: uuidv7(),
        batch_id: batchId,
        name: `${index}.mcap`,
        size: 33_000,
        sha256: uuidv7().replaceAll('-', '').repeat(2),
        content_type: 'application/octet-stream',
      },
      100,
    );
  }
  await batches.freeze(batchId);
  const run = 1;
  await batches.transition({ batchId, run, to: 'scattering' });
  await files.reuseSummaries(batchId, run, { offset: 0, limit: 5 }, { plain: '1', withDatabases: '1' });
  await files.unprocessed(batchId);
  await files.namesAt(batchId, [0]);
  const chunk = await files.chunk(batchId, 0, 5);
  await files.markParsing(chunk.map(({ id }) => id));
  await files.recordResults(
    batchId,
    run,
    chunk.map(({ id }) => parsedResult(id)),
  );
  await batches.openGate(batchId, run);
  await batches.transition({ batchId, run, to: 'gathering' });
  for await (const _ of summaries.ofBatch(batchId));
  await reports.saveAggregate(
    batchId,
    run,
    { aggregate: {}, charts: [] },
    { type: 'GatheringCompleted', payload: { version: run, total_files: 5, chart_files: [] } },
  );
  await batches.transition({ batchId, run, to: 'diagnosing' });
  await reports.aggregate(batchId, run);
  await ruleSettings.ofBatch(batchId);
  await reports.previousDrive(batchId);
  await knowledge.match.candidates({ platform: null, codeKeys: ['P0301'], rules: ['some-rule'], texts: [] });
  const report = reportWith({
    vehicle_id: 'finished-7',
    batch_id: batchId,
    run,
    diagnosis_id: uuidv7(),
    codes: [{ code: 'P0301' }],
    findings: [{}],
    versions: [{ component: 'ecu', version: '1.2.3' }],
  });
  await reports.saveReport(report, softwareFacts(report), {
    type: 'DiagnosisCompleted',
    payload: {
      version: run,
      diagnosis_id: report.diagnosis_id,
      diagnosis_summary: report.verdict.sentence,
      top_error_codes: [],
      token_usage: report.token_usage,
    },
  });
  const page = await events.unpublished(500);
  await events.markPublished(page.map(({ seq }) => seq));
}

describe('rows that PostgreSQL reads behind many batches that have ended', () => {
  let stores: Stores;
  const then: Record<string, number> = {};
  const now: Record<string, number> = {};

  /** What is due is done, as after a few sweeps. */
  async function settle(): Promise<void> {
    const { db } = stores;
    await db.query(
      `UPDATE batches SET charts_deleted_at = now(), recordings_deleted_at = now() WHERE completed_at < now() - interval '30 days'`,
    );
    await db.query(
      `INSERT INTO uploads (id, batch_id, name, length, received, part_bytes, state)
       SELECT gen_random_uuid(), batch_id, name, size, size, 5242880, 'finished' FROM files WHERE batch_id NOT IN (SELECT batch_id FROM uploads)`,
    );
    // By itself, VACUUM leaves entries of indexes where fewer than 2 % of the pages have rows to remove: those of the first look.
    await db.query('VACUUM (ANALYZE, INDEX_CLEANUP ON)');
  }

  async function look(into: Record<string, number>): Promise<void> {
    // The first time a connection looks up catalogues and warms its plans.
    for (let round = 0; round < warmUp; round += 1) await oneBatch(stores);
    into['one batch'] = await rowsRead(stores.db, () => oneBatch(stores));
    for (const [what, ask] of Object.entries(scheduled)) {
      into[what] = await rowsRead(stores.db, () => ask(stores));
    }
  }

  beforeAll(async () => {
    // Statistics are those of the connection that reads.
    const config = await testConfig({ DB_POOL_SIZE: '1' });
    await migrate(config, testLogger());
    stores = openStores(config, testLogger());
    await generateFinishedBatches(stores.db, few, vehicles);
    await settle();
    await look(then);
    await generateFinishedBatches(stores.db, more, vehicles);
    await settle();
    await look(now);
  });
  afterAll(() => stores.close());

  test.each(['one batch', ...Object.keys(scheduled)])('%s: no more than behind few', (what) => {
    expect(now[what]).toBeLessThanOrEqual(bounds[what] ?? (then[what] ?? 0) + spareRows);
  });

  test('many that have ended are counted by estimate', async () => {
    const { rows } = await stores.db.query<{ count: number }>(
      "SELECT count(*) AS count FROM batches WHERE status = 'completed'",
    );
    const actual = rows[0]?.count ?? 0;
    const completed = (await stores.batches.countByStatus()).find(({ status }) => status === 'completed');
    expect(actual).toBeGreaterThan(countedExactly);
    expect(completed?.count).toBeGreaterThan(actual * 0.9);
    expect(completed?.count).toBeLessThan(actual * 1.1);
  });

  test('step by step all summaries that no file refers to are found', async () => {
    const { db, retention } = stores;
    const { rows } = await db.query<{ count: number }>(
      `WITH gone AS (DELETE FROM files WHERE position = 3 AND created_at < now() - interval '31 days' RETURNING 1)
       SELECT count(*) AS count FROM gone`,
    );
    let [deleted, steps] = [0, 0];
    // From where the last look ended to the last summary, and once from the first to the last.
    for (let passes = 0; passes < 2; steps += 1) {
      const step = await retention.deleteSummaries(30, 2_000);
      deleted += step.deleted;
      if (step.looked < 2_000) passes += 1;
    }
    expect(deleted).toBe(rows[0]?.count);
    expect(steps).toBeGreaterThan(20);
  });
});
