/**
 * node scripts/render-report.ts FILE… [--dbc FILE]… [--out FOLDER]
 *
 * The report of recordings on this machine as JSON, HTML, PDF and text, without any server: what Argus would say if
 * they came as one batch. DBC files among them, and those named by `--dbc`, say what CAN frames mean.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesUnder } from '../src/cli/files-under.ts';
import { loadDatabases } from '../src/cli/inspect/load-databases.ts';
import { createAggregator } from '../src/diagnosis/aggregator.ts';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { noTokens } from '../src/diagnosis/narrator.ts';
import type { SummarisedFile } from '../src/diagnosis/summarised-file.ts';
import { maxDatabases } from '../src/domain/can-database-file.ts';
import { verdictFails } from '../src/domain/verdict.ts';
import { hashingSource } from '../src/recordings/bytes/sources/hashing-source.ts';
import { pathSource } from '../src/recordings/bytes/sources/path-source.ts';
import { openShared } from '../src/recordings/meaning/dbc/shared-database.ts';
import { summariseFile } from '../src/recordings/summarise-file.ts';
import { buildReport } from '../src/report/build-report.ts';
import { renderCharts } from '../src/report/charts/render-charts.ts';
import { renderHtmlReport } from '../src/report/html/page.ts';
import { renderPdfReport } from '../src/report/pdf/render-pdf.ts';
import { renderTextReport } from '../src/report/terminal/text-report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dbc: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', short: 'o', default: '.' },
    vehicle: { type: 'string', default: 'vehicle' },
    vin: { type: 'string', default: '00000000000000000' },
  },
});

async function summarise(path: string, index: number): Promise<SummarisedFile> {
  const source = hashingSource(await pathSource(path));
  const summary = await summariseFile(source, { databases });
  return {
    file_id: `file-${index + 1}`,
    name: basename(path),
    size: source.size,
    sha256: await source.sha256(),
    state: verdictFails(summary.verdict) ? 'failed' : 'parsed',
    summary,
  };
}

const { files } = await filesUnder(positionals);
const databases = (await loadDatabases(values.dbc, files)).slice(0, maxDatabases).map(openShared);
const aggregator = createAggregator();
for (const [index, path] of files.entries()) {
  aggregator.add(await summarise(path, index));
}
const aggregate = aggregator.finish();
const diagnosis = diagnose(aggregate);
const charts = renderCharts(aggregate);
const report = buildReport({
  batch: { id: 'local', run: 1, vehicle_id: values.vehicle, vin: values.vin },
  diagnosisId: 'local',
  generatedAt: new Date().toISOString(),
  aggregate,
  diagnosis,
  charts: charts.map(({ svg: _, ...chart }) => chart),
  narrative: { status: 'off', token_usage: { ...noTokens } },
});
const pictures = new Map(charts.map(({ name, svg }): [string, string] => [name, svg]));

await mkdir(values.out, { recursive: true });
const forms: [name: string, content: string | Buffer][] = [
  ['report.json', JSON.stringify(report, null, 2)],
  ['report.html', renderHtmlReport(report, pictures)],
  ['report.pdf', renderPdfReport(report, pictures)],
  ['report.txt', renderTextReport(report, { color: false, width: 100 })],
];
for (const [name, content] of forms) {
  const path = join(values.out, name);
  await writeFile(path, content);
  console.log(path);
}
