import { z } from 'zod';
import { severities } from '../domain/severity.ts';
import { verdictCodes } from '../domain/verdict.ts';
import { metricNames } from '../recordings/file-summary.ts';
import { comparisonSchema } from './compare/comparison-schema.ts';

/**
 * The report as programs get it. Times are RFC 3339 with up to nine decimals; a recording whose clock does not
 * count from 1970 gives times as seconds since the recorder was switched on, e.g. `+12.345s`.
 */

const severity = z.enum(severities);

/** Where a figure comes from: file, topic, time, byte offset. */
export const evidenceSchema = z.object({
  file_id: z.string(),
  file_name: z.string(),
  topic: z.string().optional(),
  time: z.string().optional(),
  offset: z.int().optional(),
  count: z.int().optional(),
  /** What was seen there, in a few words or the recorded text. */
  detail: z.string().optional(),
});

/** An entry of the knowledge base that fits a finding. */
export const knowledgeSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What helped. */
  solution: z.string(),
  /** Why the entry was taken to fit, e.g. the code and the platform that it names. */
  why: z.string(),
  /** Who or what the entry comes from. */
  source: z.string(),
});

export const findingSchema = z.object({
  /** The rule that found it, e.g. `cpu-saturation`. */
  rule: z.string(),
  severity,
  title: z.string(),
  /** One or two sentences with the numbers. */
  description: z.string(),
  likely_cause: z.string(),
  advice: z.string(),
  evidence: z.array(evidenceSchema),
  /** The error codes that it is about, as `error_codes` has them. */
  codes: z.array(z.string()).optional(),
  /** The best first. */
  knowledge: z.array(knowledgeSchema).optional(),
});

export const statisticSchema = z.object({
  metric: z.enum(metricNames),
  /** The unit of the figures, e.g. `%`, `V`, `°C`. */
  unit: z.string(),
  count: z.int(),
  avg: z.number(),
  /** Absent from reports of before it was told. */
  p50: z.number().optional(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
  min: z.number(),
  max_at: evidenceSchema,
  min_at: evidenceSchema,
});

/** A figure that only a DBC or a measurement file names. */
export const signalSchema = statisticSchema.extend({ source: z.string() });

/** A metric of one source that rose or fell over the drive, beyond doubt (95 %). */
export const trendSchema = z.object({
  metric: z.enum(metricNames),
  source: z.string(),
  unit: z.string(),
  duration_s: z.number(),
  slope_per_hour: z.number(),
  /** Half the width of the 95 % confidence interval. */
  slope_error_per_hour: z.number(),
  /** Over the whole time, along the line. */
  change: z.number(),
  last: z.number(),
});

/** How far one file's clock is ahead of another's, told by what both recorded. */
export const clockOffsetSchema = z.object({
  reference: z.object({ file_id: z.string(), file_name: z.string() }),
  other: z.object({ file_id: z.string(), file_name: z.string() }),
  offset_s: z.number(),
  error_s: z.number(),
});

export const errorCodeSchema = z.object({
  code: z.string(),
  source: z.string(),
  severity,
  message: z.string(),
  count: z.int(),
  /** In how many files of the batch. */
  files: z.int(),
  first: evidenceSchema,
  last: evidenceSchema,
});

export const topicHealthSchema = z.object({
  name: z.string(),
  type: z.string(),
  message_count: z.int(),
  bytes: z.int(),
  /** Messages per second over the time the topic was seen; null for fewer than two messages. */
  rate_hz: z.number().nullable(),
  max_gap_s: z.number(),
  max_gap_at: evidenceSchema.nullable(),
  out_of_order: z.int(),
  files: z.int(),
});

export const reportFileSchema = z.object({
  file_id: z.string(),
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
  format: z.string(),
  state: z.enum(['parsed', 'failed']),
  verdict: z.object({
    code: z.enum(verdictCodes),
    message: z.string(),
    offset: z.int().optional(),
    salvaged_messages: z.int().optional(),
    damaged: z.array(z.object({ start: z.int(), end: z.int() })).optional(),
  }),
  message_count: z.int(),
  start: z.string().nullable(),
  end: z.string().nullable(),
});

export const chartSchema = z.object({
  /** File name of the chart, e.g. `cpu-ram.svg`; read it at `GET /api/v1/batches/:id/charts/:name`. */
  name: z.string(),
  title: z.string(),
  /** What it shows, for people who cannot see it. */
  description: z.string(),
});

export const llmStatuses = ['off', 'ok', 'skipped_budget', 'failed', 'rejected'] as const;

export const llmSchema = z.object({
  status: z.enum(llmStatuses),
  reason: z.string().optional(),
  narrative: z.string().optional(),
  /** The likeliest first. */
  likely_causes: z
    .array(
      z.object({
        cause: z.string(),
        why: z.string().optional(),
        /** Rules of the findings that it explains. */
        findings: z.array(z.string()),
      }),
    )
    .optional(),
});

/** Something in the batch that no rule judged. */
export const notExaminedSchema = z.object({
  /** What it is, in a few words, e.g. `files that could not be read`. */
  what: z.string(),
  count: z.int(),
  /** One sentence. */
  reason: z.string(),
  /** Some of them by name. */
  names: z.array(z.string()),
});

export const reportSchema = z.object({
  schema_version: z.literal(1),
  batch_id: z.string(),
  diagnosis_id: z.string(),
  run: z.int(),
  version: z.int(),
  vehicle_id: z.string(),
  vin: z.string(),
  generated_at: z.string(),
  verdict: z.object({
    severity: z.enum(['ok', ...severities]),
    sentence: z.string(),
  }),
  span: z.object({ start: z.string(), end: z.string(), duration_s: z.number() }).nullable(),
  totals: z.object({
    files: z.int(),
    parsed: z.int(),
    failed: z.int(),
    /** Parsed although damaged. */
    salvaged: z.int(),
    bytes: z.int(),
    messages: z.int(),
  }),
  findings: z.array(findingSchema),
  error_codes: z.array(errorCodeSchema),
  cpu: statisticSchema.nullable(),
  ram: statisticSchema.nullable(),
  statistics: z.array(statisticSchema),
  /** These three are absent from reports of before they were told. */
  signals: z.array(signalSchema).optional(),
  trends: z.array(trendSchema).optional(),
  clock_offsets: z.array(clockOffsetSchema).optional(),
  topics: z.array(topicHealthSchema),
  /** Stretches of time in which at least one file recorded. */
  coverage: z.array(z.object({ start: z.string(), end: z.string(), files: z.int() })),
  logs: z.array(
    z.object({
      time: z.string(),
      severity,
      source: z.string(),
      text: z.string(),
      file_id: z.string(),
      file_name: z.string(),
      topic: z.string(),
    }),
  ),
  versions: z.array(z.object({ component: z.string(), version: z.string() })),
  /** The damaged and failed ones first, then by name; at most 1,000. */
  files: z.array(reportFileSchema),
  charts: z.array(chartSchema),
  llm: llmSchema,
  token_usage: z.object({
    prompt_tokens: z.int(),
    completion_tokens: z.int(),
    total_tokens: z.int(),
    estimated_cost: z.number(),
  }),
  /** What was left out to keep the report bounded, by list. */
  omitted: z.object({
    files: z.int(),
    topics: z.int(),
    error_codes: z.int(),
    logs: z.int(),
  }),
  /** What was not looked at, and why; absent from reports of before it was told. */
  not_examined: z.array(notExaminedSchema).optional(),
  /** Since the run before, where there was one, in short; since the report that was asked for by `compare`, in full. */
  changes: comparisonSchema.optional(),
  provenance: z.object({
    parser_version: z.string(),
    /** CAN databases by which signals got their names; absent in reports from before there were any. */
    databases: z.array(z.object({ name: z.string(), sha256: z.string() })).optional(),
    rule_set_version: z.string(),
    /** What an operator has set for the vehicle platform; absent where nothing was. */
    rule_set: z
      .object({
        disabled: z.array(z.string()),
        changed: z.array(
          z.object({
            rule: z.string(),
            threshold: z.string(),
            value: z.number(),
            standard: z.number(),
            unit: z.string(),
          }),
        ),
      })
      .optional(),
    /** Where a knowledge base was asked. */
    knowledge_base_version: z.string().optional(),
    statistics_error_percent: z.number(),
  }),
});

export type Report = z.infer<typeof reportSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Statistic = z.infer<typeof statisticSchema>;
export type NotExamined = z.infer<typeof notExaminedSchema>;
export type ReportFile = z.infer<typeof reportFileSchema>;
