import { writeFile } from 'node:fs/promises';
import type { Report } from '../../report/report-schema.ts';
import { renderTextReport } from '../../report/text-report.ts';
import { createApiClient } from '../http-client.ts';

interface Options {
  server: string;
  run?: string;
  compare?: string;
  json?: boolean;
  html?: boolean;
  pdf?: boolean;
  output?: string;
}

export async function report(batchId: string, options: Options): Promise<void> {
  const { output, html, pdf } = options;
  if (pdf && output === undefined && process.stdout.isTTY) {
    throw new Error('a PDF is not for a terminal: name a file with --output');
  }
  const bytes = html || pdf ? await renderedReport(batchId, options) : await printedReport(batchId, options);
  if (output === undefined) process.stdout.write(bytes);
  else await writeFile(output, bytes);
}

function renderedReport(batchId: string, { server, run, compare, pdf }: Options): Promise<Buffer> {
  return createApiClient(server).download(pathOf(batchId, { format: pdf ? 'pdf' : 'html', run, compare }));
}

async function printedReport(
  batchId: string,
  { server, run, compare, json, output }: Options,
): Promise<string> {
  const found = await createApiClient(server).get<Report>(pathOf(batchId, { format: 'json', run, compare }));
  if (json) return `${JSON.stringify(found, null, 2)}\n`;
  const { isTTY, columns } = process.stdout;
  const color = isTTY === true && output === undefined;
  return `${renderTextReport(found, { color, width: Math.min(columns ?? 100, 120) })}\n`;
}

interface ReportQuery {
  format: string;
  run: string | undefined;
  compare: string | undefined;
}

function pathOf(batchId: string, query: ReportQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const parameters = new URLSearchParams(Object.fromEntries(given) as Record<string, string>);
  return `/api/v1/batches/${encodeURIComponent(batchId)}/report?${parameters}`;
}
