import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, expect, test, vi } from 'vitest';
import { consoleDocument } from '../../../console/src/lib/console-document.ts';
import type { ReportDocument } from '../../../src/report/document/document.ts';
import { everyBlock, wordsOfEveryBlock } from '../../support/report/every-block.ts';
import { fullReport } from '../../support/report/report-of.ts';

/** The console's modules register event listeners when they are loaded. */
let draw: (document: ReportDocument) => string;
beforeAll(async () => {
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('location', { pathname: '/', search: '', hash: '', origin: 'http://argus' });
  const { DocumentView } = await import('../../../console/src/report/document-view.tsx');
  draw = (document) => renderToString(h(DocumentView, { document }));
  return () => vi.unstubAllGlobals();
});

test('the console draws every kind of block and of text', () => {
  const words = draw(everyBlock).replaceAll(/\s+/g, ' ');
  const elsewhere = /^(?:document-footer|document-vehicle|identity-)/;
  const absent = wordsOfEveryBlock.filter((word) => !elsewhere.test(word) && !words.includes(word));
  expect(absent).toEqual([]);
});

test('the console has every section of the document except the files, which it lists itself', () => {
  const document = consoleDocument(fullReport(), { compared: false });
  const drawn = draw(document);
  for (const { id } of document.sections) expect(drawn).toContain(`id="${id}"`);
  expect(document.sections.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['trends', 'topics', 'statistics']),
  );
  expect(drawn).not.toContain('id="files"');
});

test('links lead only to what is on the page', () => {
  expect(draw(everyBlock)).not.toContain('href="#');
});
