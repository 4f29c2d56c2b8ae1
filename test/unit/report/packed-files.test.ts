import { expect, test } from 'vitest';
import { renderHtmlReport } from '../../../src/report/html/page.ts';
import { renderTextReport } from '../../../src/report/terminal/text-report.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';

test('a report says what the byte offsets of a compressed recording refer to', () => {
  const report = reportOf(
    file('a.mcap.zst', { to: 10, summary: { packed_with: ['zstd'] } }),
    file('b.mcap', { to: 10 }),
  );
  expect(report.files.map(({ packed_with }) => packed_with)).toEqual([['zstd'], undefined]);
  const sentence = 'packed with zstd: places count bytes of the unpacked recording';
  const text = renderTextReport(report, { color: false, width: 100 }).replaceAll(/\s+/g, ' ');
  expect(text.split(sentence)).toHaveLength(2);
  expect(renderHtmlReport(report, new Map()).split(sentence)).toHaveLength(2);
});
