import type { Report } from '../../report/report-schema.ts';
import { renderTextReport } from '../../report/text-report.ts';
import { createApiClient } from '../http-client.ts';

interface Options {
  server: string;
  run?: string;
  json?: boolean;
}

export async function report(batchId: string, options: Options): Promise<void> {
  const query = options.run ? `?run=${encodeURIComponent(options.run)}` : '';
  const found = await createApiClient(options.server).get<Report>(
    `/api/v1/batches/${encodeURIComponent(batchId)}/report${query}`,
  );
  const { isTTY, columns } = process.stdout;
  const text = options.json
    ? JSON.stringify(found, null, 2)
    : renderTextReport(found, { color: isTTY === true, width: Math.min(columns ?? 100, 120) });
  process.stdout.write(`${text}\n`);
}
