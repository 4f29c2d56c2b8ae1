import type { ReportQuery } from '../../client/batches.ts';
import type { ArgusClient } from '../../client/client.ts';
import { renderTextReport } from '../../report/terminal/text-report.ts';
import { CommandError } from '../command-error.ts';
import { currentLanguage } from '../language.ts';
import { usesColor } from '../terminal.ts';
import { writeContent } from '../write-whole.ts';

interface Options extends ReportQuery {
  json?: true | undefined;
  html?: true | undefined;
  pdf?: true | undefined;
  output?: string | undefined;
}

export async function report(client: ArgusClient, batchId: string, options: Options): Promise<void> {
  const { run, compare, output, html, pdf } = options;
  if (pdf && output === undefined && process.stdout.isTTY) {
    throw new CommandError('usage', 'a PDF cannot be shown on a terminal', 'Give a file with --output.');
  }
  const content =
    html || pdf
      ? await client.downloadReport(batchId, pdf ? 'pdf' : 'html', {
          run,
          compare,
          lang: currentLanguage().tag,
        })
      : await printedReport(client, batchId, options);
  if (output === undefined) process.stdout.write(content);
  else await writeContent(output, content);
}

async function printedReport(client: ArgusClient, batchId: string, options: Options): Promise<string> {
  const { run, compare, json, output } = options;
  const found = await client.getReport(batchId, { run, compare });
  if (json) return `${JSON.stringify(found, null, 2)}\n`;
  const { columns } = process.stdout;
  const color = output === undefined && usesColor(process.stdout);
  return `${renderTextReport(found, { color, width: Math.min(columns ?? 100, 120), language: currentLanguage() })}\n`;
}
