import type { FileBody, FilePageBody } from '../../../src/api/batches/file-schema.ts';
import type { BatchActionBody, BatchBody, BatchPageBody } from '../../../src/api/batches/schema.ts';
import type { WhyBody } from '../../../src/api/batches/why-schema.ts';
import type { BatchReportsBody, ReportPageBody } from '../../../src/api/reports/schema.ts';
import type { ReportFormat } from '../../../src/report/report-format.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import type { BatchActionName } from '../lib/batch-actions.ts';
import type { ReportChoice } from '../lib/report-choice.ts';
import { apiRoot, jsonBody, request, withQuery } from './request.ts';

export interface BatchFilter {
  vehicle_id?: string | undefined;
  vin?: string | undefined;
  status?: string | undefined;
}

const of = (batchId: string) => `/batches/${encodeURIComponent(batchId)}`;

export function listBatches(
  query: BatchFilter & { cursor?: string | undefined; limit: number },
  signal: AbortSignal,
) {
  return request<BatchPageBody>(withQuery('/batches', { ...query }), { signal });
}

/** The newest reports, in short. */
export function listReports(query: Omit<BatchFilter, 'status'> & { limit: number }, signal: AbortSignal) {
  return request<ReportPageBody>(withQuery('/reports', { type: 'summary', ...query }), { signal });
}

export function getBatch(batchId: string, signal: AbortSignal) {
  return request<BatchBody>(of(batchId), { signal });
}

export function getWhy(batchId: string, signal: AbortSignal) {
  return request<WhyBody>(`${of(batchId)}/why`, { signal });
}

/** Which reports of the batch there are, and what they can be held against. */
export function getBatchReports(batchId: string, signal: AbortSignal) {
  return request<BatchReportsBody>(`${of(batchId)}/reports`, { signal });
}

export function getReport(batchId: string, { run, compare }: ReportChoice, signal: AbortSignal) {
  return request<Report>(withQuery(`${of(batchId)}/report`, { run, compare }), { signal });
}

export function listFiles(
  batchId: string,
  query: { state?: FileBody['state'] | undefined; cursor?: string | undefined; limit: number },
  signal: AbortSignal,
) {
  return request<FilePageBody>(withQuery(`${of(batchId)}/files`, query), { signal });
}

export function actOnBatch(batchId: string, action: BatchActionName) {
  if (action !== 'retry-failed') {
    return request<BatchActionBody>(`${of(batchId)}/${action}`, { method: 'POST' });
  }
  return request<BatchActionBody>(`${of(batchId)}/retry`, jsonBody('POST', { only: 'failed' }));
}

export function fileContentUrl(batchId: string, fileId: string): string {
  return `${apiRoot}${of(batchId)}/files/${encodeURIComponent(fileId)}/content`;
}

export function chartUrl(batchId: string, name: string, run: number): string {
  return withQuery(`${apiRoot}${of(batchId)}/charts/${encodeURIComponent(name)}`, { run });
}

export function reportUrl(batchId: string, { run, compare }: ReportChoice, format: ReportFormat): string {
  return withQuery(`${apiRoot}${of(batchId)}/report`, { run, compare, format });
}

export function eventsUrl(batchId: string, lastEventId: string | undefined): string {
  return withQuery(`${apiRoot}${of(batchId)}/events`, { last_event_id: lastEventId });
}
