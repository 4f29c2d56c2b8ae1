import { z } from 'zod';
import { evidenceSchema } from '../diagnosis/finding-schema.ts';
import { severities } from '../domain/severity.ts';
import { verdictCodes } from '../domain/verdict.ts';
import { metricNames } from '../recordings/summary/file-summary.ts';

/** Rows of the lists of a report. */

const severity = z.enum(severities);

export const statisticSchema = z.object({
  metric: z.enum(metricNames),
  /**
   * What distinguishes its system from others of the batch that have the metric, e.g. `24 V net`; absent if there are
   * none. Figures of different systems are never added up: there is one entry for each metric and system.
   */
  system: z.string().optional(),
  /** The unit of the figures, e.g. `%`, `V`, `°C`. */
  unit: z.string(),
  count: z.int(),
  avg: z.number(),
  /** Absent from older reports. */
  p50: z.number().optional(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
  min: z.number(),
  max_at: evidenceSchema,
  min_at: evidenceSchema,
});

/** A metric that only a DBC or a measurement file names. */
export const signalSchema = statisticSchema.extend({ source: z.string() });

/** A metric of one source that rose or fell over the drive, beyond doubt (95 %). */
export const trendSchema = z.object({
  metric: z.enum(metricNames),
  source: z.string(),
  system: z.string().optional(),
  unit: z.string(),
  duration_s: z.number(),
  slope_per_hour: z.number(),
  /** Half the width of the 95 % confidence interval. */
  slope_error_per_hour: z.number(),
  /** Change over the whole time, along the line. */
  change: z.number(),
  last: z.number(),
});

/** How far one file's clock is ahead of another's, computed from what both recorded. */
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
  /** Number of files of the batch that contain it. */
  files: z.int(),
  first: evidenceSchema,
  last: evidenceSchema,
  /**
   * Only for log lines: what stood in the places of the code (`#`, `<*>`) in up to three of them, the words of one line
   * together. Absent from older reports.
   */
  parameters: z.array(z.array(z.string())).optional(),
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
  /**
   * How the recording was compressed, from the outermost layer inwards. Offsets in evidence then refer to the
   * decompressed recording; those of the verdict to the uploaded file.
   */
  packed_with: z.array(z.string()).optional(),
  /** How the bytes were understood, if the format leaves that open, as a table in text does. */
  read_as: z.string().optional(),
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
  /** File name of the chart, e.g. `cpu-ram.svg`; available at `GET /api/v1/batches/:id/charts/:name`. */
  name: z.string(),
  title: z.string(),
  /** What it shows, for people who cannot see it. */
  description: z.string(),
});

export const logSchema = z.object({
  time: z.string(),
  severity,
  source: z.string(),
  text: z.string(),
  file_id: z.string(),
  file_name: z.string(),
  topic: z.string(),
});

/** A period and how many files recorded in it. */
export const coverageSchema = z.object({ start: z.string(), end: z.string(), files: z.int() });

export const versionSchema = z.object({ component: z.string(), version: z.string() });

/** Something in the batch that no rule examined. */
export const notExaminedSchema = z.object({
  /** What it is, in a few words, e.g. `files that could not be read`. */
  what: z.string(),
  count: z.int(),
  /** One sentence. */
  reason: z.string(),
  /** Names of some of them. */
  names: z.array(z.string()),
});

export type Statistic = z.infer<typeof statisticSchema>;
export type NotExamined = z.infer<typeof notExaminedSchema>;
export type ReportFile = z.infer<typeof reportFileSchema>;
