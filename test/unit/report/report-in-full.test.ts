import { expect, test } from 'vitest';
import { compareReports } from '../../../src/report/compare/compare-reports.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { fullReport } from '../../support/report/report-of.ts';
import { reportWith } from '../../support/report/report-with.ts';

/** Every word, figure and line of a report, to be read in a review. After an intended change: vitest -u. */
test('a report with every member is laid out like this', async () => {
  const report = fullReport();
  const [statistic] = report.statistics;
  if (!statistic) throw new Error('a rich drive has statistics');
  const place = { file_id: 'file', file_name: 'clock-file.mcap' };
  const complete: Report = {
    ...report,
    signals: [{ ...statistic, metric: 'signal', source: 'EngineData.OilPressure' }],
    clock_offsets: [{ reference: place, other: place, offset_s: 1.5, error_s: 0.01 }],
    changes: compareReports({ ...reportWith({ codes: [{ code: 'gone' }] }), batch_id: 'before' }, report),
  };
  await expect(`${JSON.stringify(buildDocument(complete), null, 1)}\n`).toMatchFileSnapshot(
    './expected/document.json',
  );
});
