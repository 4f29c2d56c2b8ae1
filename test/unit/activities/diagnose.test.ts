import { asyncLocalStorage, type Context } from '@temporalio/activity';
import { expect, test } from 'vitest';
import { createDiagnoseActivities, type DiagnoseDeps } from '../../../src/activities/diagnose.ts';
import { createReporting } from '../../../src/activities/reporting.ts';
import { aggregateVersion } from '../../../src/diagnosis/aggregate.ts';
import { narratorOff } from '../../../src/diagnosis/narrator.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { aggregateOf, richDrive } from '../../support/diagnosis/summaries.ts';
import { testLogger } from '../../support/test-logger.ts';

const files = richDrive();
const gathered = aggregateOf(...files);

const batch: Batch = {
  id: 'batch-1',
  vehicle_id: 'car-1',
  vin: 'WVWZZZ1JZ3W386752',
  platform: null,
  expected_workers: null,
  tolerated_failed_percent: 0,
  status: 'diagnosing',
  run: 1,
  total_files: files.length,
  total_bytes: 0,
  processed_files: files.length,
  failed_files: 0,
  failure_code: null,
  failure_message: null,
  created_at: '2026-03-01T08:00:00Z',
  updated_at: '2026-03-01T08:00:00Z',
  uploaded_at: null,
  completed_at: null,
  recordings_deleted_at: null,
  charts_deleted_at: null,
  urgent: false,
};

/** The report from diagnosing a stored aggregate, and how often the summaries were folded for it. */
async function diagnosed(aggregate: unknown): Promise<{ report: Report | undefined; folds: number }> {
  let report: Report | undefined;
  let folds = 0;
  const deps: DiagnoseDeps = {
    batches: { transition: async () => batch },
    reports: {
      aggregate: async () => ({ aggregate, charts: [] }),
      saveReport: async (saved) => {
        report = saved;
        return batch;
      },
    },
    summaries: {
      async *ofBatch() {
        folds += 1;
        yield* files;
      },
    },
    reporting: createReporting({
      reports: { previousDrive: async () => undefined, body: async () => undefined },
      knowledge: { match: { candidates: async () => ({ revision: 1, candidates: [] }) } },
      ruleSettings: { ofBatch: async () => [] },
      narrate: narratorOff,
    }),
    redis: {
      publishProgress: async () => undefined,
    },
    logger: testLogger(),
  };
  const context = { heartbeat: () => undefined, cancellationSignal: new AbortController().signal };
  await asyncLocalStorage.run(context as unknown as Context, () =>
    createDiagnoseActivities(deps).diagnose({ batchId: batch.id, run: 1 }),
  );
  return { report, folds };
}

/** The report without the parts that differ from one report to the next. */
function said({ report }: { report: Report | undefined }) {
  return { findings: report?.findings, totals: report?.totals, statistics: report?.statistics };
}

test('an aggregate of the current version is diagnosed as stored', async () => {
  expect((await diagnosed(gathered)).folds).toBe(0);
});

test.each([
  ['without a version', { totals: { files: 1 } }],
  [
    'of an older version',
    { ...gathered, aggregate_version: aggregateVersion - 1, codes: 'of another shape' },
  ],
  ['of a newer version', { ...gathered, aggregate_version: aggregateVersion + 1, codes: 'of another shape' }],
])('an aggregate %s is gathered again', async (_name, aggregate) => {
  const again = await diagnosed(aggregate);
  expect(again.folds).toBe(1);
  expect(said(again)).toEqual(said(await diagnosed(gathered)));
});
