import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { loadLanguage } from '../../../src/language/load-language.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import { drawPdf } from '../../../src/report/pdf/render-pdf.ts';
import { fullReport } from '../../support/report/report-of.ts';

test.each(['停止上报：fix', '停止上报：off, waffle', 'файл fl'])(
  'a picture on paper has %s whole, though Latin fonts join some of its letters',
  async (text) => {
    const chinese = await loadLanguage('zh');
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 40" font-family="'Noto Sans'"><text x="9" y="20">${text}</text></svg>`;
    const document = buildDocument(fullReport(), chinese);
    const pdf = drawPdf(document, new Map([['cpu-ram.svg', svg]]), chinese);
    const drawn = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    expect(drawn.text.replaceAll(/\s/g, '')).toContain(text.replaceAll(/\s/g, ''));
  },
);
