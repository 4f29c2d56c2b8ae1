import { z } from 'zod';
import { findingSchema } from '../../diagnosis/finding-schema.ts';
import { llmSchema } from '../../diagnosis/narrative-schema.ts';
import { severities } from '../../domain/severity.ts';
import { languageTags } from '../../language/language.ts';
import { errorCodeSchema, statisticSchema } from '../../report/list-schemas.ts';
import { reportFormats, reportMediaTypes } from '../../report/report-format.ts';
import { reportSchema } from '../../report/report-schema.ts';
import { fileAnswer } from '../http/answers.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { askedOrdinal, askedTime, label, timestamp, uuid, vehicleId, vin } from '../http/text-schema.ts';

export const runQuery = z.strictObject({
  run: askedOrdinal.optional().describe('The report of this run; by default the newest'),
});

const lang = z.enum(languageTags).optional();

export const chartQuery = runQuery.extend({
  lang: lang.describe(
    'Language of the words in it, English or Simplified Chinese; without it, `Accept-Language` decides',
  ),
});

export const reportQuery = runQuery.extend({
  format: z.enum(reportFormats).optional().describe('Format of the report; without it, `Accept` decides'),
  lang: lang.describe(
    'Language of the page and the PDF, English or Simplified Chinese; without it, `Accept-Language` decides. JSON is the same in both',
  ),
  compare: z
    .string()
    .regex(/^(previous|run:[1-9]\d{0,8})$/, 'must be `previous` or `run:` and a number')
    .optional()
    .describe(
      'Shows in `changes` what is new, gone, worse and better: `previous`, since the vehicle’s previous drive; ' +
        '`run:N`, since run N of this batch',
    ),
});

/** File name of a chart, as given in the report. */
export const chartParams = z.object({
  id: uuid,
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,99}\.svg$/, 'must be the name of an SVG chart of the report'),
});

export const reportAnswer = {
  description: 'The report in the requested format',
  content: {
    [reportMediaTypes.json]: { schema: reportSchema.meta({ id: 'Report' }) },
    ...fileAnswer('', reportMediaTypes.html, reportMediaTypes.pdf).content,
  },
};

export const diagnosisSchema = z
  .object({
    batch_id: uuid,
    diagnosis_id: z.string(),
    run: z.int(),
    version: z.int(),
    generated_at: z.string(),
    verdict: reportSchema.shape.verdict,
    findings: z.array(findingSchema),
    error_codes: z.array(errorCodeSchema),
    summary: z
      .string()
      .describe('Summary of the batch: the narrative if there is one, otherwise the sentence'),
    llm: llmSchema,
    token_usage: reportSchema.shape.token_usage,
  })
  .meta({ id: 'Diagnosis' });
export type DiagnosisBody = z.infer<typeof diagnosisSchema>;

export const reportTypes = ['summary', 'full', 'diagnosis', 'statistics'] as const;
export type ReportType = (typeof reportTypes)[number];
export const reportSeverities = ['ok', ...severities] as const;

export const listReportsQuery = pageQuery.extend({
  type: z
    .enum(reportTypes)
    .default('summary')
    .describe('How much of each report; `full` returns at most 20 per page'),
  vehicle_id: vehicleId.optional(),
  vin: vin.optional(),
  platform: platform.optional(),
  severity: z.enum(reportSeverities).optional(),
  code: label(200).optional().describe('An error code of the report'),
  version: label(200).optional().describe('A version of its software'),
  component: label(200)
    .optional()
    .describe('Software as the report or the fleet names it; with `version`, its version'),
  created_after: askedTime.optional().describe('Reports created at or after this time, RFC 3339'),
  created_before: askedTime.optional(),
  text: label(200)
    .optional()
    .describe('Words, or beginnings of words, of its sentence, findings, codes and software; in any script'),
});

const reportHead = z.object({
  report_id: uuid,
  batch_id: uuid,
  run: z.int(),
  vehicle_id: z.string(),
  vin: z.string(),
  severity: z.enum(reportSeverities),
  sentence: z.string(),
  created_at: timestamp,
});

/** The reports that a report of the batch can be compared with. */
export const batchReportsSchema = z
  .object({
    reports: z
      .array(reportHead.pick({ run: true, severity: true, sentence: true, created_at: true }))
      .describe('Of its runs, newest first; at most 200'),
    previous: reportHead
      .pick({ batch_id: true, run: true, severity: true, sentence: true })
      .extend({ at: timestamp.describe('When that batch was created') })
      .nullable()
      .describe('The newest report of the vehicle’s previous batch'),
  })
  .meta({ id: 'BatchReports' });
export type BatchReportsBody = z.infer<typeof batchReportsSchema>;

/** The members beyond the head depend on the requested `type`. */
export const reportListItem = reportHead
  .extend({
    report: reportSchema.partial().optional().describe('With `full`'),
    findings: z.array(findingSchema).optional().describe('With `diagnosis`'),
    llm: diagnosisSchema.shape.llm.optional().describe('With `diagnosis`'),
    token_usage: diagnosisSchema.shape.token_usage.optional().describe('With `diagnosis`'),
    cpu: statisticSchema.nullable().optional().describe('With `statistics`'),
    ram: statisticSchema.nullable().optional().describe('With `statistics`'),
    statistics: z.array(statisticSchema).optional().describe('With `statistics`'),
    totals: reportSchema.shape.totals.optional().describe('With `statistics`'),
  })
  .meta({ id: 'ReportListItem' });
export type ReportListItem = z.infer<typeof reportListItem>;

export const reportPageSchema = z
  .object({ reports: z.array(reportListItem), next_cursor: nextCursor })
  .meta({ id: 'ReportPage' });
export type ReportPageBody = z.infer<typeof reportPageSchema>;
