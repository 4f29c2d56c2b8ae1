import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { assertNever } from '../domain/assert-never.ts';
import type { LanguageTag } from '../language/language.ts';
import { loadLanguage } from '../language/load-language.ts';
import { renderHtmlReport } from './html/page.ts';
import type { RenderedFormat } from './report-format.ts';
import type { Report } from './report-schema.ts';

export interface RenderTask {
  format: RenderedFormat;
  language: LanguageTag;
  /** JSON text of a report. */
  report: Uint8Array;
  /** SVG of its charts by name. */
  pictures: [name: string, svg: string][];
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Entry point of a thread of the report renderer. */
export default async function render({
  format,
  language: tag,
  report,
  pictures,
}: RenderTask): Promise<Uint8Array> {
  const language = await loadLanguage(tag);
  const parsed = JSON.parse(Buffer.from(report).toString()) as Report;
  switch (format) {
    case 'html':
      return Buffer.from(renderHtmlReport(parsed, new Map(pictures), language));
    case 'pdf': {
      // Loaded on first use: the typesetter takes 50 MB.
      const { renderPdfReport } = await import('./pdf/render-pdf.ts');
      const pdf = renderPdfReport(parsed, new Map(pictures), language);
      await releaseNative();
      return pdf;
    }
    default:
      return assertNever(format);
  }
}

/**
 * V8 does not see the 12 MB that a finished compiler holds outside its heap, and lets hundreds of them accumulate.
 * What is collected is freed in the next turn of the event loop, and an idle thread of the pool has none.
 */
async function releaseNative(): Promise<void> {
  await setImmediate();
  collectGarbage();
  await setImmediate();
}
