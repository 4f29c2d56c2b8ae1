import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { renderPdfReport } from '../../../src/report/pdf/render-pdf.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { file, topic } from '../../support/diagnosis/summaries.ts';
import { fullReport, hostile, picturesOf, reportOf, withTexts } from '../../support/report/report-of.ts';

async function textOf(report: Report): Promise<string> {
  const pdf = renderPdfReport(report, picturesOf(report));
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  // Line breaks are up to the typesetter; presentation forms are those of the font.
  return text.normalize('NFKC').replace(/[\s\u200b\u2066-\u2069]+/gu, '');
}

const squeezed = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

describe('the PDF of a report', () => {
  test('has the verdict, the findings and all sections', async () => {
    const report = fullReport();
    const text = await textOf(report);
    const { findings, verdict } = report;
    const expected = [
      verdict.sentence,
      ...findings.map(({ title }) => title),
      'Warm the pack before charging.',
    ];
    for (const sentence of [...expected, 'Not looked at', 'Damaged bytes: 100–199']) {
      expect(text).toContain(squeezed(sentence));
    }
  });

  test('keeps long names of software and long versions inside the page', async () => {
    const versions = Array.from({ length: 4 }, (_, i) => ({
      component: `CAN ${i} 0x18DAF133 supplier software version`,
      version: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
    }));
    const report = { ...fullReport(), versions };
    const pdf = await getDocumentProxy(new Uint8Array(renderPdfReport(report, picturesOf(report))));
    const ends = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const [, , right = 0] = page.view;
      for (const item of items) if ('str' in item) ends.push(item.transform[4] + item.width - right);
    }
    expect(Math.max(...ends)).toBeLessThan(0);
  });

  test.each([
    ['Latin', 'Überhitzung am Öltank – Łódź'],
    ['Cyrillic', 'Перегрев двигателя'],
    ['Greek', 'Υπερθέρμανση κινητήρα'],
    ['Han', '电池电压过低，請檢查'],
    ['Kana', 'バッテリーのでんあつ'],
    ['Hangul', '배터리 전압이 낮습니다'],
    ['Georgian', 'ბატარეა'],
    ['emoji', '🔥🚗'],
  ])('keeps %s text', async (_, words) => {
    const text = await textOf({ ...reportOf(file('a')), vehicle_id: words });
    expect(text).toContain(squeezed(words));
  });

  test.each([
    ['Arabic', 'ارتفاع حرارة المحرك'],
    ['Hebrew', 'התחממות המנוע'],
    ['Thai', 'แรงดนแบตเตอร'],
    ['Devanagari', 'इंजन ज़्यादा गरम'],
  ])('keeps the letters of %s, which are drawn in another order than they are read', async (_, words) => {
    const text = await textOf({ ...reportOf(file('a')), vehicle_id: words });
    for (const letter of squeezed(words)) expect(text).toContain(letter);
  });

  test('treats hostile text as text', async () => {
    const text = await textOf(
      withTexts(fullReport(), `${hostile} #panic() *x* $y$ \\ @ref <label> "quoted"`),
    );
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('#panic()*x*$y$\\@ref<label>"quoted"');
  });

  test('prints a bounded part of long lists and says how much was left out', async () => {
    const topics = Array.from({ length: 150 }, (_, i) => topic(`/topic_${i}`));
    const text = await textOf(reportOf(file('a', { summary: { topics } })));
    expect(text).toContain('147moretopicsarecounted');
  });

  test('can be made from an empty report, and without its pictures', () => {
    expect(renderPdfReport(reportOf(), new Map()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is tagged', () => {
    const report = fullReport();
    const pdf = renderPdfReport(report, picturesOf(report));
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
  });
});
