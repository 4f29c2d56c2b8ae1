import { assertNever } from '../domain/assert-never.ts';
import { renderHtmlReport } from './html/page.ts';
import type { RenderedFormat } from './report-format.ts';
import type { Report } from './report-schema.ts';

export interface RenderTask {
  format: RenderedFormat;
  /** JSON text of a report. */
  report: Uint8Array;
  /** SVG of its charts by name. */
  pictures: [name: string, svg: string][];
}

/** Entry of a thread of the report renderer. */
export default async function render({ format, report, pictures }: RenderTask): Promise<Uint8Array> {
  const parsed = JSON.parse(Buffer.from(report).toString()) as Report;
  switch (format) {
    case 'html':
      return Buffer.from(renderHtmlReport(parsed, new Map(pictures)));
    case 'pdf': {
      // Loaded when somebody first wants it: the typesetter takes 50 MB.
      const { renderPdfReport } = await import('./pdf/render-pdf.ts');
      return renderPdfReport(parsed, new Map(pictures));
    }
    default:
      return assertNever(format);
  }
}
