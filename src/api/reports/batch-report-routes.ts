import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { chartObjectKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { languageOfHeader } from '../../language/choose-language.ts';
import { type LanguageTag, localeOf } from '../../language/language.ts';
import { loadLanguage } from '../../language/load-language.ts';
import { chartIn } from '../../report/charts/chart-words.ts';
import { pagePolicy } from '../../report/html/page.ts';
import { reportMediaTypes } from '../../report/report-format.ts';
import type { Report } from '../../report/report-schema.ts';
import { batchParams } from '../batches/schema.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer, unchanged } from '../http/answers.ts';
import { conditionalHeaders, matchesEtag } from '../http/entity-tags.ts';
import { failures } from '../http/failures.ts';
import { sendBytes } from '../http/send-stream.ts';
import type { ReportDeps } from './deps.ts';
import { preferredFormat } from './preferred-format.ts';
import { type ReportForm, readWhole } from './rendered-reports.ts';
import { type Compared, createReportComparison } from './report-comparison.ts';
import { reportDisposition } from './report-file-name.ts';
import type { StoredReport } from './report-reader.ts';
import {
  chartParams,
  chartQuery,
  type DiagnosisBody,
  diagnosisSchema,
  reportAnswer,
  reportQuery,
  runQuery,
} from './schema.ts';

/** An SVG opened directly must not run scripts, whatever log line it contains. */
const chartPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export function batchReportRoutes({
  stores,
  reportReader,
  renderedReports,
}: ReportDeps): FastifyPluginAsyncZod {
  const { batches, objects } = stores;
  const compared = createReportComparison(reportReader, stores.reports);

  async function mustRead(batchId: string, run: number | undefined): Promise<StoredReport> {
    const report = await reportReader.read(batchId, run);
    if (report) return report;
    const batch = await batches.mustGet(batchId);
    if (run !== undefined && run > batch.run) {
      throw new ArgusError('not_found', `The batch has no run ${run}; its newest is ${batch.run}.`);
    }
    if (run !== undefined && run < batch.run) {
      throw new ArgusError('not_found', `Run ${run} of this batch has no report.`);
    }
    const sentence =
      batch.status === 'failed'
        ? `The batch has failed and has no report: ${batch.failure_message}`
        : `The batch is ${batch.status}; its report is available once it is completed.`;
    throw new ArgusError('not_ready', sentence, { details: { status: batch.status } });
  }

  async function sendRendered(reply: FastifyReply, stored: StoredReport, form: ReportForm) {
    const { format, language } = form;
    const report = JSON.parse(stored.bytes.toString()) as Report;
    reply
      .header('content-disposition', reportDisposition(report, format))
      .header('cache-control', 'no-cache')
      .header('content-language', localeOf(language));
    if (format === 'html') {
      reply.header('content-security-policy', `${pagePolicy}; frame-ancestors 'none'; sandbox`);
    }
    const mediaType = format === 'html' ? 'text/html; charset=utf-8' : reportMediaTypes[format];
    return sendBytes(reply, mediaType, await renderedReports.read(stored, report, form));
  }

  return async (app) => {
    app.get(
      '/batches/:id/report',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['reports'],
          operationId: 'getReport',
          summary: 'The report of a batch',
          description:
            'As JSON (described by `/schemas/report-v1.json`), as one self-contained HTML page or as a PDF: chosen by ' +
            '`format`, otherwise by `Accept`, otherwise JSON. The page and the PDF are in English or Simplified Chinese: ' +
            'chosen by `lang`, otherwise by `Accept-Language`, otherwise English.',
          params: batchParams,
          querystring: reportQuery,
          headers: conditionalHeaders,
          response: {
            200: reportAnswer,
            304: unchanged,
            ...failures('not_found', 'not_ready', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const format = request.query.format ?? preferredFormat(request.headers.accept);
        const own = await mustRead(request.params.id, request.query.run);
        const { compare } = request.query;
        const stored = compare === undefined ? own : await compared(own, comparedBy(compare));
        const language = request.query.lang ?? languageOfHeader(request.headers['accept-language']);
        const form = format === 'json' ? undefined : { format, language };
        const etag = form ? renderedReports.etagOf(stored, form) : stored.etag;
        reply.header('etag', etag).header('vary', form ? 'accept, accept-language' : 'accept');
        if (matchesEtag(request.headers['if-none-match'], etag)) {
          return reply.code(304).send();
        }
        if (form) return sendRendered(reply, stored, form);
        // The stored text is sent unchanged.
        return sendBytes(reply, 'application/json', stored.bytes);
      },
    );

    app.get(
      '/batches/:id/diagnosis',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['reports'],
          operationId: 'getDiagnosis',
          summary: 'The diagnosis: verdict, findings, advice',
          params: batchParams,
          querystring: runQuery,
          response: {
            200: diagnosisSchema,
            ...failures('not_found', 'not_ready', 'unavailable'),
          },
        },
      },
      async (request) => {
        const { bytes } = await mustRead(request.params.id, request.query.run);
        return diagnosisOf(JSON.parse(bytes.toString()) as Report);
      },
    );

    app.get(
      '/batches/:id/charts/:name',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['reports'],
          operationId: 'getChart',
          summary: 'A chart of the report, as SVG',
          description:
            'With its words in English or Simplified Chinese: chosen by `lang`, otherwise by `Accept-Language`, otherwise English.',
          params: chartParams,
          querystring: chartQuery,
          response: {
            200: fileAnswer('The chart', 'image/svg+xml'),
            ...failures('not_found', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { id, name } = request.params;
        const run = request.query.run ?? (await newestRun(id));
        const chart = await readWhole(objects, chartObjectKey(id, run, name));
        if (!chart) throw new ArgusError('not_found', `Run ${run} of this batch has no chart ${name}.`);
        const language = request.query.lang ?? languageOfHeader(request.headers['accept-language']);
        reply
          .header('content-security-policy', chartPolicy)
          .header('cache-control', 'private, max-age=60')
          .header('content-language', localeOf(language))
          .header('vary', 'accept-language');
        return sendBytes(reply, 'image/svg+xml; charset=utf-8', await inLanguage(chart, language));
      },
    );

    /** Of the newest report; before there is one, of the current run, since charts are drawn first. */
    async function newestRun(batchId: string): Promise<number> {
      const report = await reportReader.read(batchId);
      if (report) return (JSON.parse(report.bytes.toString()) as Report).run;
      return (await batches.mustGet(batchId)).run;
    }
  };
}

/** Stored in English. */
async function inLanguage(chart: Buffer, language: LanguageTag): Promise<Buffer> {
  return language === 'en' ? chart : Buffer.from(chartIn(await loadLanguage(language), chart.toString()));
}

/** The schema has validated the format. */
function comparedBy(compare: string): Compared {
  return compare === 'previous' ? compare : { run: Number(compare.slice('run:'.length)) };
}

function diagnosisOf(report: Report): DiagnosisBody {
  const { batch_id, diagnosis_id, run, version, generated_at, verdict } = report;
  const { findings, error_codes, llm, token_usage } = report;
  const summary = llm.narrative ?? verdict.sentence;
  return {
    batch_id,
    diagnosis_id,
    run,
    version,
    generated_at,
    verdict,
    findings,
    error_codes,
    summary,
    llm,
    token_usage,
  };
}
