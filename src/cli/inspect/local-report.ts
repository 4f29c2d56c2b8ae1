import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { relativeNames } from '../../client/upload/relative-names.ts';
import { createAggregator } from '../../diagnosis/aggregator.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { noTokens } from '../../diagnosis/narrator.ts';
import { verdictFails } from '../../domain/verdict.ts';
import type { Language } from '../../language/language.ts';
import type { FileSummary } from '../../recordings/summary/file-summary.ts';
import { buildReport } from '../../report/build-report.ts';
import { renderCharts } from '../../report/charts/render-charts.ts';
import type { Report } from '../../report/report-schema.ts';
import { CommandError } from '../command-error.ts';
import { currentLanguage } from '../language.ts';
import { writeContent } from '../write-whole.ts';

type Render = (
  report: Report,
  pictures: ReadonlyMap<string, string>,
  language: Language,
) => string | Buffer | Promise<Buffer | string>;

/** By the extension of the output; only those asked for are loaded, since page and PDF bring libraries of their own. */
const renderers: Record<string, () => Promise<Render>> = {
  '.html': async () => (await import('../../report/html/page.ts')).renderHtmlReport,
  '.pdf': async () => (await import('../../report/pdf/render-pdf.ts')).renderPdfReport,
  '.json': async () => (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/** Placeholder identity: recordings on disk belong to no batch. */
const unknownVehicle = { id: 'local', run: 1, vehicle_id: 'unknown', vin: 'unknown' };

/**
 * The report that Argus would write if the recordings came as one batch, without a server and without a language model.
 * @param outputs Files to write; the extension decides the format.
 * @param paths The recordings, for their names.
 * @throws CommandError for another extension, and where there is no folder for it.
 */
export async function createLocalReport(outputs: readonly string[], paths: readonly string[]) {
  const other = outputs.find((output) => !renderers[extname(output).toLowerCase()]);
  if (other !== undefined) {
    const endings = Object.keys(renderers).join(', ');
    throw new CommandError('usage', `${other}: a report cannot be written in this format`, `Use ${endings}.`);
  }
  // Before anything is read, which may take hours; and the single executable has no PDF.
  for (const output of outputs) await mustHaveFolder(output);
  const renders = await Promise.all(
    outputs.map(async (output) => ({ output, render: await renderers[extname(output).toLowerCase()]?.() })),
  );
  const shown = relativeNames(paths);
  const names = new Map(paths.map((path, index) => [path, shown[index]]));
  const aggregator = createAggregator();
  let files = 0;
  return {
    async add(path: string, summary: FileSummary): Promise<void> {
      files += 1;
      aggregator.add({
        file_id: `file-${files}`,
        name: names.get(path) ?? path,
        size: (await stat(path)).size,
        sha256: await sha256Of(path),
        state: verdictFails(summary.verdict) ? 'failed' : 'parsed',
        summary,
      });
    },

    async write(): Promise<void> {
      const aggregate = aggregator.finish();
      const charts = renderCharts(aggregate);
      const report = buildReport({
        batch: unknownVehicle,
        diagnosisId: 'local',
        generatedAt: new Date().toISOString(),
        aggregate,
        diagnosis: diagnose(aggregate),
        charts: charts.map(({ svg: _, ...chart }) => chart),
        narrative: { status: 'off', token_usage: { ...noTokens } },
      });
      const pictures = new Map(charts.map(({ name, svg }): [string, string] => [name, svg]));
      for (const { output, render } of renders) {
        if (render) await writeContent(output, await render(report, pictures, currentLanguage()));
      }
    },
  };
}

async function mustHaveFolder(output: string): Promise<void> {
  const folder = await stat(dirname(output)).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new CommandError('usage', `${output}: there is no such folder`, 'Create it, or name another.');
}

/** Lower-case hexadecimal. */
async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
