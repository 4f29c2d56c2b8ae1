import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { ReportDocument } from '../../../src/report/document/document.ts';
import { drawPage } from '../../../src/report/html/page.ts';
import { drawPdf } from '../../../src/report/pdf/render-pdf.ts';
import { terminalOf } from '../../../src/report/terminal/terminal-text.ts';
import { drawDocument } from '../../../src/report/terminal/text-report.ts';
import { everyBlock, wordsOfEveryBlock } from '../../support/report/every-block.ts';
import { fullReport } from '../../support/report/report-of.ts';

const squeezed = (text: string) => text.replaceAll(/[\s\u200b\u2066-\u2069]+/gu, '');

/** On paper the text of a picture is its alternative text, and the details of rows are left to the other forms. */
const notOnPaper = ['chart-description', 'row-detail'];

/** The console is the fifth; see `test/unit/console/report-view.test.ts`. JSON is the report itself. */
const forms: [name: string, draw: (document: ReportDocument) => string | Promise<string>][] = [
  ['the page', (document) => drawPage(document, new Map()).replaceAll(/<[^>]*>/g, ' ')],
  ['the terminal', (document) => drawDocument(document, terminalOf({ color: false, width: 100 }))],
  [
    'the PDF',
    async (document) => {
      const pdf = drawPdf(
        document,
        new Map([['cpu-ram.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>']]),
      );
      return (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })).text;
    },
  ],
];

describe.each(forms)('%s', (form, draw) => {
  test('draws every kind of block and of text', async () => {
    const drawn = squeezed(await draw(everyBlock));
    expect(wordsOfEveryBlock.length).toBeGreaterThan(40);
    const missing = wordsOfEveryBlock.filter((word) => !drawn.includes(squeezed(word)));
    expect(missing).toEqual(form === 'the PDF' ? notOnPaper : []);
  });

  test('has every section of a report, trends, clock offsets and signals among them', async () => {
    const report = fullReport();
    const place = { file_id: 'file', file_name: 'clock-file.mcap' };
    const [statistic] = report.statistics;
    if (!statistic) throw new Error('a rich drive has statistics');
    const document = buildDocument({
      ...report,
      signals: [{ ...statistic, metric: 'signal', source: 'EngineData.OilPressure' }],
      clock_offsets: [{ reference: place, other: place, offset_s: 1.5, error_s: 0.01 }],
    });
    const ids = document.sections.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['signals', 'trends', 'statistics', 'topics', 'provenance']));
    const drawn = squeezed(await draw(document));
    const titles = document.sections.map(({ title }) => squeezed(title));
    expect(titles.filter((title) => !drawn.includes(title))).toEqual([]);
    for (const words of ['EngineData.OilPressure', 'clock-file.mcap', '+1.5 ± 0.01'])
      expect(drawn).toContain(squeezed(words));
  });
});
