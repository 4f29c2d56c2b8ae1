import type { Aggregate } from '../diagnosis/aggregate.ts';
import type { Diagnosis } from '../diagnosis/diagnose.ts';
import type { FileRow } from '../diagnosis/gather/file-rows.ts';
import type { MetricAggregate } from '../diagnosis/gather/metrics.ts';
import { secondsBetween } from '../diagnosis/gather/sighting.ts';
import type { TopicAggregate } from '../diagnosis/gather/topics.ts';
import type { TrendAggregate } from '../diagnosis/gather/trends.ts';
import { figuresOf, metricUnits } from '../diagnosis/measure.ts';
import type { Narrative } from '../diagnosis/narrator.ts';
import { evidenceAt } from '../diagnosis/rule.ts';
import type { MetricName } from '../recordings/summary/file-summary.ts';
import { formatTime } from '../text/time-format.ts';
import { notExamined } from './not-examined.ts';
import type { Report, ReportFile, Statistic } from './report-schema.ts';

export interface ReportParts {
  batch: { id: string; run: number; vehicle_id: string; vin: string };
  diagnosisId: string;
  /** RFC 3339. */
  generatedAt: string;
  aggregate: Aggregate;
  diagnosis: Diagnosis;
  charts: { name: string; title: string; description: string }[];
  narrative: Narrative;
  /** Only if a knowledge base was queried. */
  knowledgeBaseVersion?: string;
}

/** Quantiles are computed from histograms whose buckets grow by 2 %; see `recordings/histogram.ts`. */
const statisticsErrorPercent = 1;

/** Maximum rows of lists that rules judge completely and a report shows in part. */
export const listed = { codes: 200, topics: 300, trends: 60 } as const;

/** Assembles the report; decides nothing. */
export function buildReport({
  batch,
  diagnosisId,
  generatedAt,
  aggregate,
  diagnosis,
  charts,
  narrative,
  knowledgeBaseVersion,
}: ReportParts): Report {
  const { token_usage, ...llm } = narrative;
  return {
    schema_version: 1,
    batch_id: batch.id,
    diagnosis_id: diagnosisId,
    run: batch.run,
    version: batch.run,
    vehicle_id: batch.vehicle_id,
    vin: batch.vin,
    generated_at: generatedAt,
    verdict: diagnosis.verdict,
    span: spanOf(aggregate),
    totals: aggregate.totals,
    findings: diagnosis.findings,
    incidents: diagnosis.incidents,
    error_codes: aggregate.codes
      .slice(0, listed.codes)
      .map(({ first, last, seen: _, most_in_file: __, ...code }) => ({
        ...code,
        first: evidenceAt(first),
        last: evidenceAt(last),
      })),
    cpu: statisticOf(aggregate, 'cpu_percent'),
    ram: statisticOf(aggregate, 'ram_percent'),
    statistics: aggregate.metrics.map(toStatistic),
    signals: aggregate.metric_sources.filter(isSignal).map(toSignal),
    trends: listedTrends(aggregate).map(toTrend),
    clock_offsets: aggregate.clock_offsets.map(({ reference, other, offset_s, error_s }) => ({
      reference,
      other: { file_id: other.file_id, file_name: other.file_name },
      offset_s,
      error_s,
    })),
    topics: listedTopics(aggregate).map(toTopic),
    coverage: aggregate.coverage.map(({ start_ns, end_ns, files }) => ({
      start: formatTime(start_ns, 'unix'),
      end: formatTime(end_ns, 'unix'),
      files,
    })),
    logs: aggregate.logs.map(({ severity, source, text, at }) => ({
      time: formatTime(at.time_ns, at.clock),
      severity,
      source,
      text,
      file_id: at.file_id,
      file_name: at.file_name,
      topic: at.topic,
    })),
    versions: aggregate.versions.map(({ component, version }) => ({ component, version })),
    files: aggregate.files.map(toFile),
    charts,
    llm,
    token_usage,
    omitted: {
      files: aggregate.omitted.files,
      topics: aggregate.omitted.topics + beyond(aggregate.topics, listed.topics),
      error_codes: aggregate.omitted.codes + beyond(aggregate.codes, listed.codes),
      logs: aggregate.omitted.logs,
    },
    not_examined: notExamined(aggregate),
    provenance: {
      parser_version: aggregate.parser_versions.join(', '),
      databases: aggregate.databases ?? [],
      rule_set_version: diagnosis.rule_set_version,
      ...(isSet(diagnosis.rule_set) && { rule_set: diagnosis.rule_set }),
      ...(knowledgeBaseVersion !== undefined && { knowledge_base_version: knowledgeBaseVersion }),
      statistics_error_percent: statisticsErrorPercent,
    },
  };
}

function beyond(rows: readonly unknown[], most: number): number {
  return Math.max(0, rows.length - most);
}

/** By name; those with the fewest messages are left out. */
function listedTopics({ topics }: Aggregate): TopicAggregate[] {
  if (topics.length <= listed.topics) return topics;
  const byMessages = topics.toSorted((a, b) => b.message_count - a.message_count).slice(0, listed.topics);
  const kept = new Set(byMessages);
  return topics.filter((topic) => kept.has(topic));
}

/** Those with the best explanations, in the order of the aggregate. */
function listedTrends({ trends }: Aggregate): TrendAggregate[] {
  if (trends.length <= listed.trends) return trends;
  const best = new Set(trends.toSorted((a, b) => b.fit - a.fit).slice(0, listed.trends));
  return trends.filter((trend) => best.has(trend));
}

function isSignal({ name }: MetricAggregate): boolean {
  return name === 'signal';
}

/** Over the files that share a clock; for a single file with a clock of its own, over that file. */
function spanOf({ span, files, totals }: Aggregate): Report['span'] {
  if (span) return period(span.start_ns, span.end_ns, 'unix');
  const only = totals.parsed === 1 ? files.find(({ state }) => state === 'parsed')?.span : undefined;
  return only ? period(only.start_ns, only.end_ns, only.clock) : null;
}

function period(start: string, end: string, clock: 'unix' | 'boot' | 'unknown') {
  return {
    start: formatTime(start, clock),
    end: formatTime(end, clock),
    duration_s: secondsBetween(start, end),
  };
}

/** If several systems have the metric, the one that reached the highest value. */
function statisticOf({ metrics }: Aggregate, name: MetricName): Statistic | null {
  const [metric] = metrics.filter((one) => one.name === name).sort((a, b) => b.max_milli - a.max_milli);
  return metric ? toStatistic(metric) : null;
}

function toStatistic(metric: MetricAggregate): Statistic {
  return {
    metric: metric.name,
    ...(metric.system && { system: metric.system }),
    unit: metricUnits[metric.name],
    ...figuresOf(metric),
    max_at: evidenceAt(metric.max_at),
    min_at: evidenceAt(metric.min_at),
  };
}

function toSignal(metric: MetricAggregate): NonNullable<Report['signals']>[number] {
  return { ...toStatistic(metric), unit: metric.unit ?? '', source: metric.source };
}

function toTrend(trend: TrendAggregate): NonNullable<Report['trends']>[number] {
  return {
    metric: trend.name,
    source: trend.source,
    ...(trend.system && { system: trend.system }),
    unit: trend.unit ?? metricUnits[trend.name],
    duration_s: trend.seconds,
    slope_per_hour: trend.slope_per_hour,
    slope_error_per_hour: trend.slope_error_per_hour,
    change: trend.change,
    last: trend.last,
  };
}

function isSet({ disabled, changed }: Diagnosis['rule_set']): boolean {
  return disabled.length > 0 || changed.length > 0;
}

function toTopic(topic: TopicAggregate): Report['topics'][number] {
  return {
    name: topic.name,
    type: topic.type,
    message_count: topic.message_count,
    bytes: topic.bytes,
    rate_hz: topic.active_us > 0 ? topic.intervals / (topic.active_us / 1e6) : null,
    max_gap_s: topic.max_gap_ns / 1e9,
    max_gap_at: topic.max_gap_at ? evidenceAt(topic.max_gap_at) : null,
    out_of_order: topic.out_of_order,
    files: topic.files,
  };
}

function toFile({ span, believable: _, ...file }: FileRow): ReportFile {
  return {
    ...file,
    start: span ? formatTime(span.start_ns, span.clock) : null,
    end: span ? formatTime(span.end_ns, span.clock) : null,
  };
}
