import { writeFile } from 'node:fs/promises';
import type { Report } from '../../report/report-schema.ts';
import { renderTextReport } from '../../report/text-report.ts';
import { createApiClient } from '../http-client.ts';

interface Options {
  server: string;
  run?: string;
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

function renderedReport(batchId: string, { server, run, pdf }: Options): Promise<Buffer> {
  return createApiClient(server).download(pathOf(batchId, { format: pdf ? 'pdf' : 'html', run }));
}

async function printedReport(batchId: string, { server, run, json, output }: Options): Promise<string> {
  const found = await createApiClient(server).get<Report>(pathOf(batchId, { format: 'json', run }));
  if (json) return `${JSON.stringify(found, null, 2)}\n`;
  const { isTTY, columns } = process.stdout;
  const color = isTTY === true && output === undefined;
  return `${renderTextReport(found, { color, width: Math.min(columns ?? 100, 120) })}\n`;
}

function pathOf(batchId: string, query: { format: string; run: string | undefined }): string {
  const { format, run } = query;
  const parameters = new URLSearchParams({ format, ...(run !== undefined && { run }) });
  return `/api/v1/batches/${encodeURIComponent(batchId)}/report?${parameters}`;
}
