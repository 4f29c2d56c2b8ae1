import type { FileSummary, Omitted } from './file-summary.ts';
import { coarsenSeries } from './series.ts';

/** Maximum stored JSON of one summary, in bytes. */
export const maxSummaryBytes = 96 * 1024;

interface Step {
  /** Buckets in the curve of a `signal`, and of any other metric. */
  signalBuckets: number;
  seriesBuckets: number;
  topics: number;
  codes: number;
  logs: number;
  metrics: number;
}

/**
 * The least important is dropped first: resolution of the curves, of signals before others, then the ends of the
 * lists.
 */
const steps: Step[] = [
  { signalBuckets: 40, seriesBuckets: 120, topics: 200, codes: 100, logs: 40, metrics: 40 },
  { signalBuckets: 20, seriesBuckets: 60, topics: 200, codes: 100, logs: 40, metrics: 40 },
  { signalBuckets: 12, seriesBuckets: 40, topics: 200, codes: 100, logs: 30, metrics: 40 },
  { signalBuckets: 12, seriesBuckets: 30, topics: 120, codes: 60, logs: 30, metrics: 40 },
  { signalBuckets: 12, seriesBuckets: 20, topics: 80, codes: 40, logs: 20, metrics: 32 },
  { signalBuckets: 12, seriesBuckets: 20, topics: 50, codes: 25, logs: 12, metrics: 24 },
  { signalBuckets: 12, seriesBuckets: 20, topics: 25, codes: 12, logs: 8, metrics: 16 },
  { signalBuckets: 12, seriesBuckets: 20, topics: 10, codes: 6, logs: 4, metrics: 6 },
];

/** Cuts a summary, whose lists are sorted by importance, until it fits into `bytes`; `omitted` counts what was cut. */
export function fitSize(summary: FileSummary, bytes = maxSummaryBytes): FileSummary {
  let fitted = summary;
  for (const step of steps) {
    if (Buffer.byteLength(JSON.stringify(fitted)) <= bytes) return fitted;
    fitted = cut(fitted, step);
  }
  return fitted;
}

function cut(summary: FileSummary, step: Step): FileSummary {
  const topics = summary.topics.slice(0, step.topics);
  const codes = summary.codes.slice(0, step.codes);
  const logs = summary.logs.slice(0, step.logs);
  const lost = summary.metrics.slice(step.metrics).reduce((sum, { count }) => sum + count, 0);
  const metrics = summary.metrics.slice(0, step.metrics).map((metric) => {
    const buckets = metric.name === 'signal' ? step.signalBuckets : step.seriesBuckets;
    return { ...metric, series: coarsenSeries(metric.series, buckets) };
  });
  return {
    ...summary,
    topics,
    codes,
    logs,
    metrics,
    omitted: {
      ...summary.omitted,
      ...(lost > 0 && { values: withMore(summary.omitted.values, lost) }),
      topics: summary.omitted.topics + summary.topics.length - topics.length,
      codes: summary.omitted.codes + summary.codes.length - codes.length,
      log_lines: summary.omitted.log_lines + summary.logs.length - logs.length,
      metrics: summary.omitted.metrics + summary.metrics.length - metrics.length,
    },
  };
}

function withMore(values: Omitted['values'], count: number): NonNullable<Omitted['values']> {
  return { ...values, too_many: (values?.too_many ?? 0) + count };
}
