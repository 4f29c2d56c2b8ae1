import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import type { BatchStore } from '../../../src/stores/postgres/batches.ts';
import { createBatchNews } from '../../../src/workers/batch-news.ts';

function newsOf(row: Record<string, unknown>) {
  const lines: Record<string, unknown>[] = [];
  const metrics = createMetrics();
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const batches = { get: async () => row } as unknown as BatchStore;
  return { lines, metrics, note: createBatchNews({ batches, metrics, logger }) };
}

const of = { batchId: 'b', run: 1 };
const row = { run: 1, uploaded_at: '2026-11-01T10:00:00.000Z', completed_at: '2026-11-01T10:01:30.000Z' };

test('logs the start, each stage and the end, and counts them', async () => {
  const { lines, metrics, note } = newsOf(row);
  await note({ ...of, kind: 'begun' });
  await note({ ...of, kind: 'stage', stage: 'scatter', seconds: 4 });
  await note({ ...of, kind: 'ended', failure: null, seconds: 90 });
  expect(lines.map(({ msg, batch_id, run, stage }) => [msg, batch_id, run, stage])).toEqual([
    ['batch begun', 'b', 1, undefined],
    ['stage ended', 'b', 1, 'scatter'],
    ['batch completed', 'b', 1, undefined],
  ]);
  const text = await metrics.text();
  expect(text).toContain('argus_stage_duration_seconds_sum{stage="scatter"} 4');
  expect(text).toContain('argus_report_delay_seconds_sum 90');
  expect(text).toContain('argus_batch_runs_total{outcome="completed"} 1');
});

test('a failure is a warning with its code; an unknown code is counted as other', async () => {
  const { lines, metrics, note } = newsOf(row);
  await note({ ...of, kind: 'ended', failure: 'gather_failed', seconds: 3 });
  await note({ ...of, kind: 'ended', failure: 'whatever', seconds: 3 });
  expect(lines[0]).toMatchObject({ level: 40, msg: 'batch failed', failure_code: 'gather_failed' });
  const text = await metrics.text();
  expect(text).toContain('argus_batch_runs_total{outcome="gather_failed"} 1');
  expect(text).toContain('argus_batch_runs_total{outcome="other"} 1');
});

test('the files of a later run were up long before it', async () => {
  const { metrics, note } = newsOf({ ...row, run: 2 });
  await note({ ...of, run: 2, kind: 'ended', failure: null, seconds: 1 });
  expect(await metrics.text()).toContain('argus_report_delay_seconds_count 0');
});
