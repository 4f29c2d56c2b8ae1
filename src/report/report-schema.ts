import { z } from 'zod';
import { findingSchema } from '../diagnosis/finding-schema.ts';
import { incidentSchema } from '../diagnosis/incidents/incident-schema.ts';
import { llmSchema } from '../diagnosis/narrative-schema.ts';
import { verdictSchema } from '../diagnosis/verdict-schema.ts';
import { comparisonSchema } from './compare/comparison-schema.ts';
import {
  chartSchema,
  clockOffsetSchema,
  coverageSchema,
  errorCodeSchema,
  logSchema,
  notExaminedSchema,
  reportFileSchema,
  signalSchema,
  statisticSchema,
  topicHealthSchema,
  trendSchema,
  versionSchema,
} from './list-schemas.ts';
import { totalsSchema } from './totals-schema.ts';

export type { Evidence, Finding } from '../diagnosis/finding-schema.ts';
export type { NotExamined, ReportFile, Statistic } from './list-schemas.ts';

/** What the report was made with. */
const provenanceSchema = z.object({
  parser_version: z.string(),
  /** CAN databases by which signals got their names; absent from reports older than this field. */
  databases: z.array(z.object({ name: z.string(), sha256: z.string() })).optional(),
  rule_set_version: z.string(),
  /** What an operator has set for the vehicle platform; absent if nothing was. */
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
  /** Only if a knowledge base was queried. */
  knowledge_base_version: z.string().optional(),
  statistics_error_percent: z.number(),
});

/**
 * The report as programs get it. Times are RFC 3339 with up to nine decimals; a recording whose clock does not
 * count from 1970 gives times as seconds since the recorder was switched on, e.g. `+12.345s`.
 */
export const reportSchema = z.object({
  schema_version: z.literal(1),
  batch_id: z.string(),
  diagnosis_id: z.string(),
  run: z.int(),
  version: z.int(),
  vehicle_id: z.string(),
  vin: z.string(),
  generated_at: z.string(),
  verdict: verdictSchema,
  span: z.object({ start: z.string(), end: z.string(), duration_s: z.number() }).nullable(),
  totals: totalsSchema,
  findings: z.array(findingSchema),
  /** What began, and what followed from it; absent from older reports. */
  incidents: z.array(incidentSchema).optional(),
  error_codes: z.array(errorCodeSchema),
  cpu: statisticSchema.nullable(),
  ram: statisticSchema.nullable(),
  statistics: z.array(statisticSchema),
  /** These three are absent from older reports. */
  signals: z.array(signalSchema).optional(),
  trends: z.array(trendSchema).optional(),
  clock_offsets: z.array(clockOffsetSchema).optional(),
  topics: z.array(topicHealthSchema),
  /** Periods in which at least one file recorded. */
  coverage: z.array(coverageSchema),
  logs: z.array(logSchema),
  versions: z.array(versionSchema),
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
  /** What was not examined, and why; absent from older reports. */
  not_examined: z.array(notExaminedSchema).optional(),
  /** Since the previous run, if there was one, in short; since the report named by `compare`, in full. */
  changes: comparisonSchema.optional(),
  provenance: provenanceSchema,
});

export type Report = z.infer<typeof reportSchema>;
