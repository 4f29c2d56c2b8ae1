import { z } from 'zod';
import { severities } from '../../domain/severity.ts';
import { verdictCodes } from '../../domain/verdict.ts';
import { metricNames } from '../../recordings/summary/file-summary.ts';
import { totalsSchema } from '../totals-schema.ts';

/** The changes of one kind of item. `omitted` of the changes are not listed, to keep the comparison bounded. */
function changesOf<T extends z.ZodType, P extends z.ZodType>(single: T, pair: P) {
  return z.object({
    new: z.array(single),
    gone: z.array(single),
    worse: z.array(pair),
    better: z.array(pair),
    unchanged: z.int(),
    /** Items in only one of the reports, if the other left some out: they may have existed there. */
    unknown: z.int(),
    omitted: z.int(),
  });
}

const pairOf = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value });
const severity = z.enum(severities);

/** One side of a comparison. */
const sideSchema = z.object({
  batch_id: z.string(),
  run: z.int(),
  generated_at: z.string(),
  verdict: z.object({ severity: z.enum(['ok', ...severities]), sentence: z.string() }),
  /** Hours in which something was recorded; null if no clock shows it. Counts per hour are based on it. */
  recorded_hours: z.number().nullable(),
  totals: totalsSchema,
});

const findingSchema = z.object({
  rule: z.string(),
  severity,
  title: z.string(),
  description: z.string(),
});

const codeFiguresSchema = z.object({
  severity,
  count: z.int(),
  /** Occurrences per hour of recording; null if unknown. */
  per_hour: z.number().nullable(),
});

const codeSchema = z.object({
  code: z.string(),
  source: z.string(),
  message: z.string(),
  ...codeFiguresSchema.shape,
  /** How often it would have been seen on the other side at the same rate: below 3, its absence may be chance. */
  expected: z.number().nullable(),
});

const statisticFiguresSchema = z.object({
  avg: z.number(),
  p95: z.number(),
  max: z.number(),
  min: z.number(),
});

const metric = { metric: z.enum(metricNames), system: z.string().optional(), unit: z.string() };
const statisticPairSchema = z.object({ ...metric, ...pairOf(statisticFiguresSchema).shape });

const topicFiguresSchema = z.object({
  message_count: z.int(),
  rate_hz: z.number().nullable(),
  max_gap_s: z.number(),
  out_of_order: z.int(),
});

const fileFiguresSchema = z.object({
  state: z.enum(['parsed', 'failed']),
  verdict_code: z.enum(verdictCodes),
  message_count: z.int(),
});
const file = { file_id: z.string(), name: z.string() };

/** Two reports side by side: what is new, gone, worse and better in the later one. */
export const comparisonSchema = z.object({
  schema_version: z.literal(1),
  /** What the report was compared with: the vehicle's previous drive, or another run of the same batch. */
  compared_with: z.enum(['previous', 'run']),
  before: sideSchema,
  after: sideSchema,
  verdict: z.enum(['worse', 'better', 'same']),
  /** Summary of the comparison. */
  sentence: z.string(),
  findings: changesOf(findingSchema, z.object({ rule: z.string(), ...pairOf(findingSchema).shape })),
  error_codes: changesOf(
    codeSchema,
    z.object({
      code: z.string(),
      source: z.string(),
      message: z.string(),
      ...pairOf(codeFiguresSchema).shape,
    }),
  ),
  statistics: changesOf(z.object({ ...metric, ...statisticFiguresSchema.shape }), statisticPairSchema).extend(
    {
      /** Changes that are neither worse nor better: how a vehicle is driven. */
      different: z.array(statisticPairSchema),
    },
  ),
  topics: changesOf(
    z.object({ name: z.string(), ...topicFiguresSchema.shape }),
    z.object({ name: z.string(), ...pairOf(topicFiguresSchema).shape }),
  ),
  /** The files themselves only if both reports belong to one batch; otherwise the totals. */
  files: changesOf(
    z.object({ ...file, ...fileFiguresSchema.shape }),
    z.object({ ...file, ...pairOf(fileFiguresSchema).shape }),
  ).nullable(),
  versions: z.object({
    new: z.array(z.object({ component: z.string(), versions: z.array(z.string()) })),
    gone: z.array(z.object({ component: z.string(), versions: z.array(z.string()) })),
    changed: z.array(z.object({ component: z.string(), ...pairOf(z.array(z.string())).shape })),
    unchanged: z.int(),
    omitted: z.int(),
  }),
});

export type Comparison = z.infer<typeof comparisonSchema>;
