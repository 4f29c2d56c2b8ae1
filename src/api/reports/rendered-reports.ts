import type { Logger } from 'pino';
import { createSingleflight } from '../../async/singleflight.ts';
import { chartObjectKey, renderedReportKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import type { RenderTask } from '../../report/render-thread.ts';
import type { ReportRenderer } from '../../report/renderer.ts';
import { reportMediaTypes } from '../../report/report-format.ts';
import type { Report } from '../../report/report-schema.ts';
import type { ObjectStore } from '../../stores/objects.ts';
import type { StoredReport } from './report-reader.ts';

/** One rendering of a report. */
export type ReportForm = Pick<RenderTask, 'format' | 'language'>;

/** `pdf`, `zh.pdf`: each language has its own. */
function nameOf({ format, language }: ReportForm): string {
  return language === 'en' ? format : `${language}.${format}`;
}

type Objects = Pick<ObjectStore, 'get' | 'putBytes'>;

/**
 * Reports as HTML pages and PDFs. Each is rendered on first request and kept in the object store under a key made of
 * the report's entity tag and the renderer's version. Concurrent requests share one rendering.
 */
export function createRenderedReports(objects: Objects, renderer: ReportRenderer, logger: Logger) {
  const flights = createSingleflight<Buffer>();

  async function pictureOf(key: string): Promise<string | undefined> {
    const picture = await readWhole(objects, key);
    return picture?.toString();
  }

  async function render(stored: StoredReport, report: Report, form: ReportForm): Promise<Buffer> {
    const { batch_id, run, charts } = report;
    const pictures = await Promise.all(
      charts.map(async ({ name }) => [name, await pictureOf(chartObjectKey(batch_id, run, name))] as const),
    );
    return renderer.render({
      ...form,
      report: stored.bytes,
      pictures: pictures.flatMap(([name, svg]): [string, string][] =>
        svg === undefined ? [] : [[name, svg]],
      ),
    });
  }

  return {
    /** Known without rendering, so that conditional requests are answered at once. */
    etagOf({ etag }: StoredReport, form: ReportForm): string {
      return `"${etag.slice(1, -1)}-${nameOf(form)}-${renderer.version}"`;
    },

    /** @throws ArgusError `unavailable`, also when the store does not answer: a page without its charts is not stored. */
    read(stored: StoredReport, report: Report, form: ReportForm): Promise<Buffer> {
      const name = `${stored.etag.slice(1, -1)}-${renderer.version}.${nameOf(form)}`;
      const key = renderedReportKey(report.batch_id, report.run, name);
      return flights(key, async () => {
        const kept = await readWhole(objects, key);
        if (kept) return kept;
        const bytes = await render(stored, report, form);
        try {
          await objects.putBytes(key, bytes, reportMediaTypes[form.format]);
        } catch (error) {
          // It can be sent all the same; the next request renders it again.
          logger.warn({ err: error, key }, 'rendered report not stored');
        }
        return bytes;
      });
    },
  };
}

export type RenderedReports = ReturnType<typeof createRenderedReports>;

/** Undefined when there is no such object. */
export async function readWhole(objects: Pick<Objects, 'get'>, key: string): Promise<Buffer | undefined> {
  try {
    return Buffer.concat(await (await objects.get(key)).toArray());
  } catch (error) {
    if (error instanceof ArgusError && error.code === 'not_found') return undefined;
    throw error;
  }
}
