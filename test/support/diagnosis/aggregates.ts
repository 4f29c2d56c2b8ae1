import type { Aggregate } from '../../../src/diagnosis/aggregate.ts';
import type { Finding } from '../../../src/diagnosis/finding-schema.ts';
import type { CodeAggregate } from '../../../src/diagnosis/gather/codes.ts';
import type { MetricAggregate } from '../../../src/diagnosis/gather/metrics.ts';
import type { Pace } from '../../../src/diagnosis/gather/pace.ts';
import type { Sighting } from '../../../src/diagnosis/gather/sighting.ts';
import type { TopicAggregate } from '../../../src/diagnosis/gather/topics.ts';
import type { TrendAggregate } from '../../../src/diagnosis/gather/trends.ts';
import type { Rule, RuleContext } from '../../../src/diagnosis/rule.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import type { MetricName } from '../../../src/recordings/summary/file-summary.ts';
import { aggregateOf, driveStart, file, metric, ns } from './summaries.ts';

/** Parts of an aggregate as the rules receive them, made by hand so that a figure is exactly at its limit. */

export function sighting(more: Partial<Sighting> = {}): Sighting {
  return {
    file_id: 'id-a',
    file_name: 'a',
    time_ns: ns(driveStart),
    clock: 'unix' as const,
    topic: '/t',
    ...more,
  };
}

export function codeAggregate(code: string, more: Partial<CodeAggregate> = {}): CodeAggregate {
  return {
    code,
    source: 'diagnostics',
    severity: 'error' as const,
    message: `${code}!`,
    count: 3,
    most_in_file: more.count ?? 3,
    files: 1,
    first: sighting(),
    last: sighting(),
    seen: { exponent: 10, runs: [] },
    ...more,
  };
}

export function source(name: MetricName, values: number[], sourceName = 'host'): MetricAggregate {
  const [made] = aggregateOf(
    file('a', { to: values.length, summary: { metrics: [metric(name, values, sourceName)] } }),
  ).metric_sources;
  if (!made) throw new Error('a file with a metric has a source');
  return made;
}

export function pace(more: Partial<Pace> = {}): Pace {
  return {
    interval_ns: 100,
    median_ns: 100,
    messages: 600,
    regular: true,
    jitter_ns: 0,
    gaps: 0,
    gap_ns: 0,
    active_ns: 1000,
    at: sighting(),
    ...more,
  };
}

export function topicAggregate(name: string, more: Partial<TopicAggregate> = {}): TopicAggregate {
  return {
    name,
    type: 'T',
    message_count: 600,
    bytes: 1,
    files: 1,
    heard: true,
    active_us: 1,
    intervals: 1,
    interval_histogram: {},
    gaps: 0,
    jitter_sum_ns: 0,
    fastest: null,
    slowest: null,
    most_uneven: null,
    most_gaps: null,
    pauses: null,
    out_of_order: 0,
    out_of_order_at: null,
    max_gap_ns: 0,
    max_gap_at: null,
    silence: null,
    ...more,
  };
}

export function trendAggregate(name: MetricName, more: Partial<TrendAggregate> = {}): TrendAggregate {
  return {
    name,
    source: 'host',
    system: '',
    clock: 'unix' as const,
    seconds: 600,
    points: 100,
    slope_per_hour: 1,
    slope_error_per_hour: 0.1,
    fit: 1,
    late_slope_per_hour: 1,
    change: 20,
    last: 90,
    ...more,
  };
}

/** What the rule finds in an aggregate that has these parts and nothing else. */
export function findings(
  id: string,
  parts: Partial<Aggregate>,
  limits: Readonly<Record<string, number>> = {},
  context: RuleContext = {},
): Finding[] {
  return ruleOf(id).evaluate({ ...aggregateOf(), ...parts }, limits, context);
}

/** The value of a rule's threshold that holds where no operator has set it. */
export function limitOf(id: string, threshold: string): number {
  const limit = ruleOf(id).thresholds[threshold];
  if (!limit) throw new Error(`rule ${id} has no threshold ${threshold}`);
  return limit.value;
}

function ruleOf(id: string): Rule {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}

/** What the evidence of a finding says, item by item. */
export const details = (finding: Finding | undefined) => finding?.evidence.map(({ detail }) => detail);

/** The findings in short: `severity: title`. */
export function found(id: string, parts: Partial<Aggregate>): string[] {
  return findings(id, parts).map(({ severity, title }) => `${severity}: ${title}`);
}

/** Only the severities. */
export function judged(id: string, parts: Partial<Aggregate>): string[] {
  return found(id, parts).map((line) => line.split(':')[0] ?? '');
}
