import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { english, type Language } from '../../language/language.ts';
import { buildDocument } from '../document/build-document.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Report } from '../report-schema.ts';
import { fontsFor } from './fonts.ts';
import { pdfDocumentOf } from './pdf-document.ts';

const template = readFileSync(new URL('template.typ', import.meta.url), 'utf8');
/** An empty folder: the template can only read what is passed to it. */
const workspace = fileURLToPath(new URL('nothing', import.meta.url));

/**
 * The report as a tagged PDF. Takes some tenths of a second of CPU time: call it in a thread of its own.
 * @param pictures SVG of the charts by name; a chart without one is described in words.
 */
export function renderPdfReport(
  report: Report,
  pictures: ReadonlyMap<string, string>,
  language: Language = english,
): Buffer {
  return drawPdf(buildDocument(report, language), pictures, language);
}

export function drawPdf(
  laidOut: ReportDocument,
  pictures: ReadonlyMap<string, string>,
  language: Language = english,
): Buffer {
  const document = pdfDocumentOf(laidOut, pictures, language);
  const fonts = fontsFor([template, document.json, ...document.pictures.map(({ svg }) => svg)]);
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts }] });
  try {
    compiler.mapShadow(`${workspace}/document.json`, Buffer.from(document.json));
    for (const { name, svg } of document.pictures) {
      compiler.mapShadow(`${workspace}/${name}`, Buffer.from(svg));
    }
    const compiled = compiler.compile({ mainFileContent: template });
    if (!compiled.result) {
      const problem = compiled.takeError();
      throw new Error(`the PDF template fails: ${JSON.stringify(problem?.shortDiagnostics).slice(0, 1000)}`);
    }
    return compiler.pdf(compiled.result);
  } finally {
    // The compiler's cache is kept per process, and the next report shares little with this one.
    compiler.evictCache(0);
  }
}
