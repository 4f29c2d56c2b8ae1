import type { z } from 'zod';
import type { FileBody, FilePageBody } from '../api/batches/file-schema.ts';
import type { completeBody } from '../api/batches/manifest-schema.ts';
import type { ProgressBody } from '../api/batches/progress-schema.ts';
import type {
  BatchActionBody,
  BatchBody,
  BatchPageBody,
  createBatchBody,
  retryBody,
} from '../api/batches/schema.ts';
import type { WhyBody } from '../api/batches/why-schema.ts';
import type { BatchReportsBody, ReportPageBody } from '../api/reports/schema.ts';
import type { LanguageTag } from '../language/language.ts';
import type { ReceiptKeySet } from '../receipts/receipt-schema.ts';
import type { ReportFormat } from '../report/report-format.ts';
import type { Report } from '../report/report-schema.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface BatchFilter {
  vehicle_id?: string | undefined;
  vin?: string | undefined;
  status?: string | undefined;
  unmoved_minutes?: number | undefined;
}

/** Reports of all batches: of a vehicle, with a code, of a software, or with words. */
export interface ReportFilter extends Omit<BatchFilter, 'status'> {
  platform?: string | undefined;
  severity?: string | undefined;
  code?: string | undefined;
  version?: string | undefined;
  component?: string | undefined;
  text?: string | undefined;
}

/** Which report of a batch: of a run or the newest, and which to compare it with (`previous`, `run:N`). */
export interface ReportQuery {
  run?: number | string | undefined;
  compare?: string | undefined;
  /** Of the page and the PDF. */
  lang?: LanguageTag | undefined;
}

const of = (batchId: string) => `/batches/${encodeURIComponent(batchId)}`;

export function batchCalls(http: Http) {
  const { get, post } = http;
  const reportPath = (batchId: string, { run, compare, lang }: ReportQuery, format?: ReportFormat) =>
    withQuery(`${of(batchId)}/report`, { run, compare, lang, format });

  return {
    /** With the same key, several calls create one batch. */
    createBatch: (body: z.input<typeof createBatchBody>, key?: string) =>
      post<BatchBody>('/batches', body, key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    /** With a manifest only when exactly its files are stored. */
    completeBatch: (batchId: string, manifest?: z.input<typeof completeBody>) =>
      post<BatchActionBody>(`${of(batchId)}/complete`, manifest),
    /** What may be deleted, as it was signed. */
    getReceipt: (batchId: string) => http.download(`${of(batchId)}/receipt`),
    getReceiptKeys: () =>
      http.request<ReceiptKeySet>('/.well-known/argus-receipt-keys.json', { fromRoot: true }),
    cancelBatch: (batchId: string) => post<BatchActionBody>(`${of(batchId)}/cancel`),
    retryBatch: (batchId: string, body?: z.input<typeof retryBody>) =>
      post<BatchActionBody>(`${of(batchId)}/retry`, body),
    reprocessBatch: (batchId: string) => post<BatchActionBody>(`${of(batchId)}/reprocess`),

    listBatches: (
      query: BatchFilter & { cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => get<BatchPageBody>(withQuery('/batches', { ...query }), signal),
    getBatch: (batchId: string, signal?: AbortSignal) => get<BatchBody>(of(batchId), signal),
    getProgress: (batchId: string, signal?: AbortSignal) =>
      get<ProgressBody>(`${of(batchId)}/progress`, signal),
    getWhy: (batchId: string, signal?: AbortSignal) => get<WhyBody>(`${of(batchId)}/why`, signal),
    listFiles: (
      batchId: string,
      query: { state?: FileBody['state'] | undefined; cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => get<FilePageBody>(withQuery(`${of(batchId)}/files`, query), signal),

    /** The newest reports, abbreviated. */
    listReports: (
      query: ReportFilter & { cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => get<ReportPageBody>(withQuery('/reports', { type: 'summary', ...query }), signal),
    /** The reports of the batch, and what they can be compared with. */
    getBatchReports: (batchId: string, signal?: AbortSignal) =>
      get<BatchReportsBody>(`${of(batchId)}/reports`, signal),
    getReport: (batchId: string, query: ReportQuery = {}, signal?: AbortSignal) =>
      get<Report>(reportPath(batchId, query), signal),
    /** The report as a document, e.g. a PDF. */
    downloadReport: (batchId: string, format: ReportFormat, query: ReportQuery = {}) =>
      http.download(reportPath(batchId, query, format)),

    fileContentUrl: (batchId: string, fileId: string) =>
      `${http.base}${of(batchId)}/files/${encodeURIComponent(fileId)}/content`,
    /** Opens the minute around a moment in the viewer; without one it is a download. */
    clipViewUrl: (batchId: string, moment: { time: string; file_id?: string | undefined }) =>
      http.base + withQuery(`${of(batchId)}/clip/view`, moment),
    chartUrl: (batchId: string, name: string, query: { run: number; lang?: LanguageTag }) =>
      withQuery(`${http.base}${of(batchId)}/charts/${encodeURIComponent(name)}`, query),
    reportUrl: (batchId: string, query: ReportQuery, format?: ReportFormat) =>
      http.base + reportPath(batchId, query, format),
    filesUrl: (batchId: string) => `${http.base}${of(batchId)}/files`,
  };
}
