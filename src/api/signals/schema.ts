import { z } from 'zod';
import { arrowMediaType, parquetMediaType } from '../../signals/table-media-types.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { count, label } from '../http/text-schema.ts';

const nanoseconds = z.string().describe('Decimal nanoseconds');
const askedNanoseconds = z
  .string()
  .regex(/^\d{1,20}$/, 'must be a decimal number of nanoseconds')
  .describe('Nanoseconds on the clock of the drive');

const clock = z
  .enum(['unix', 'boot', 'unknown'])
  .describe('From what its times count: 1970, the start of the system, or nobody knows');
const unit = z.string().nullable();
const labels = z.record(z.string(), z.string()).nullable().describe('Names of values, by the value');

export const signalName = label(2_000).describe('`topic:field`, as the list of signals has it');

export const listSignalsQuery = pageQuery.extend({
  text: label(200).optional().describe('Words that all occur in topic, field or unit'),
  cursor: signalName.optional().describe('`next_cursor` of the previous page'),
});

export const signalPageSchema = z
  .object({
    signals: z.array(
      z.object({
        signal: signalName,
        topic: z.string(),
        type: z.string().describe('Of the messages'),
        field: z.string(),
        kind: z.enum(['number', 'text', 'log']),
        unit,
        labels,
        count: count.describe('Values that are a finite number, or a text'),
        min: z.number().nullable(),
        max: z.number().nullable(),
        start_ns: nanoseconds,
        end_ns: nanoseconds,
        clock,
        files: count.describe('Files of the batch that have it'),
      }),
    ),
    next_cursor: nextCursor,
    pending_files: count.describe('Files whose signals are still being listed; ask again'),
    omitted_signals: count.describe(
      'Signals that are not listed, at least: 50,000 of a batch are, and 20,000 of one recording',
    ),
  })
  .meta({ id: 'SignalPage' });
export type SignalPageBody = z.infer<typeof signalPageSchema>;

export const seriesFormats = ['json', 'csv', 'parquet', 'arrow'] as const;
export type SeriesFormat = (typeof seriesFormats)[number];

export const seriesMediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  parquet: parquetMediaType,
  arrow: arrowMediaType,
} as const satisfies Record<SeriesFormat, string>;

const maxSignals = 20;

export const seriesQuery = z.strictObject({
  signal: z
    .union([signalName, z.array(signalName).min(1).max(maxSignals)])
    .describe(`One to ${maxSignals} signals`),
  from: askedNanoseconds.optional(),
  to: askedNanoseconds.optional(),
  points: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1_000)
    .describe('Points of each series, at most'),
  format: z.enum(seriesFormats).optional(),
});

const times = z.array(z.number()).describe('Nanoseconds since `start_ns`, ascending');
const seriesFacts = z.object({
  signal: signalName,
  unit,
  labels,
  clock,
  start_ns: nanoseconds,
  total: count.describe('Values in the window'),
  omitted: count.describe(
    'Values that are not here: beyond what is kept of one file, or in messages that are not whole or larger than 128 MiB',
  ),
});

export const seriesSchema = z
  .object({
    series: z
      .array(
        z.discriminatedUnion('kind', [
          seriesFacts.extend({ kind: z.literal('raw'), t: times, value: z.array(z.number()) }),
          seriesFacts.extend({
            kind: z.literal('buckets'),
            t: times,
            t_end: times,
            min: z.array(z.number()),
            max: z.array(z.number()),
            mean: z.array(z.number()),
            count: z.array(count),
          }),
          seriesFacts.extend({
            kind: z.literal('events'),
            t: times,
            text: z.array(z.string()),
            severity: z.array(z.string()).optional().describe('Of lines of a log'),
          }),
        ]),
      )
      .describe(
        'For each clock that counts the times of a signal. One whose values are all no finite number has one that is `raw` and empty',
      ),
  })
  .meta({ id: 'SeriesSet' });
export type SeriesBody = z.infer<typeof seriesSchema>;
