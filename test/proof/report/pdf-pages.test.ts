import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { planDrive } from '../../../samples/plan-drive.ts';
import { gather } from '../../../samples/proof/prove.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { noTokens } from '../../../src/diagnosis/narrator.ts';
import { buildReport } from '../../../src/report/build-report.ts';
import { renderCharts } from '../../../src/report/charts/render-charts.ts';
import { renderPdfReport } from '../../../src/report/pdf/render-pdf.ts';

test('a drive with 15 findings fits on 6 pages of paper, the time line and what to do on the first', async () => {
  const aggregate = await gather(
    planDrive({ buses: true, busFaults: ['misfire', 'lost-communication', 'error-frames'] }),
  );
  const charts = renderCharts(aggregate);
  const report = buildReport({
    batch: { id: 'batch-1', run: 1, vehicle_id: 'truck-7', vin: '1A9ARGUS6SAMPLE01' },
    diagnosisId: 'diagnosis-1',
    generatedAt: '2026-03-14T09:00:00Z',
    aggregate,
    diagnosis: diagnose(aggregate),
    charts: charts.map(({ name, title, description }) => ({ name, title, description })),
    narrative: { status: 'off', token_usage: noTokens },
  });
  expect(report.findings.length).toBeGreaterThanOrEqual(15);
  const pictures = new Map(charts.map(({ name, svg }): [string, string] => [name, svg]));
  const pdf = await getDocumentProxy(new Uint8Array(renderPdfReport(report, pictures)));
  expect(pdf.numPages).toBeLessThanOrEqual(6);
  const { text } = await extractText(pdf, { mergePages: false });
  expect(text[0]).toContain('What to do first');
  expect(text[0]).toContain('recorded');
  expect(text.join(' ')).toMatch(/On the page, but not on paper:\s+Most frequent error codes/);
});
