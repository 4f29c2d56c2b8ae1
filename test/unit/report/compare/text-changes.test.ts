import { expect, test } from 'vitest';
import { compareReports } from '../../../../src/report/compare/compare-reports.ts';
import { renderHtmlReport } from '../../../../src/report/html/page.ts';
import type { Report } from '../../../../src/report/report-schema.ts';
import { renderTextReport } from '../../../../src/report/terminal/text-report.ts';
import { code, file } from '../../../support/diagnosis/summaries.ts';
import { fullReport, hostile, reportOf, withTexts } from '../../../support/report/report-of.ts';

const before = () => reportOf(file('a.mcap', { to: 3600, summary: { codes: [code('old'), code('kept')] } }));
const after = () => reportOf(file('a.mcap', { to: 3600, summary: { codes: [code('fresh'), code('kept')] } }));
const changed = (): Report => ({ ...after(), changes: compareReports(before(), after()) });

test('changes appear in the text and on the page', () => {
  const text = renderTextReport(changed(), { color: false, width: 120 });
  expect(text).toContain('Changes');
  expect(text).toMatch(/new +Error code +fresh diagnostics +– +error, 3× \(3\/h\)/);
  expect(text).toMatch(/gone +Error code +old diagnostics +error, 3× \(3\/h\) +–/);
  const page = renderHtmlReport(changed(), new Map());
  expect(page).toContain('id="changes"');
  expect(page).toContain('Changes since run 2');
});

test('a report that was compared with none does not mention changes', () => {
  expect(renderTextReport(after(), { color: false, width: 120 })).not.toContain('Changes');
  expect(renderHtmlReport(after(), new Map())).not.toContain('id="changes"');
});

test('recorded text in changes can neither control a terminal nor become markup', () => {
  const whole = fullReport();
  const bad = { ...whole, changes: withTexts(compareReports(before(), whole), hostile) };
  expect(bad.changes.findings.new.length + bad.changes.findings.worse.length).toBeGreaterThan(0);
  const lines = renderTextReport(bad, { color: false, width: 120 }).split('\n');
  expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
  expect(renderHtmlReport(bad, new Map())).not.toContain('<script');
});
