import type { Severity } from '../../domain/severity.ts';
import type { MetricName } from '../../recordings/summary/file-summary.ts';
import type { HeldSeconds } from '../../recordings/summary/held-levels.ts';
import { bucketValue } from '../../recordings/summary/histogram.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { type Figures, keptHigh } from '../measure.ts';
import { defineRule, type Rule, type Threshold } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

/** What has to reach a level: the level kept for so many seconds in a row, in any recording, or a single moment. */
type Criterion = HeldSeconds | 'max';

interface LevelRule {
  id: string;
  version: number;
  question: string;
  metric: MetricName;
  /** Only sources whose name matches. */
  sources?: RegExp;
  by: Criterion;
  /** Sources that cannot be judged in the file of their maximum. */
  unless?(aggregate: Aggregate, metric: MetricAggregate): boolean;
  /** Each level, by its severity. */
  thresholds: Partial<Record<Severity, Threshold>>;
  /** The text before the figure in the title, e.g. `Engine overspeed:`. */
  says: string;
  likely_cause: string;
  advice: string;
}

const levels = ['critical', 'error', 'warning', 'info'] as const;

/** A rule defined by a row of a table: a metric of some source reaches a level for a share of the time. */
export function levelRule({ metric: name, sources, by, unless, says, thresholds, ...rule }: LevelRule): Rule {
  return defineRule({
    ...rule,
    severities: levels.filter((level) => thresholds[level]).reverse(),
    basis: 'measured',
    thresholds: Object.fromEntries(Object.entries(thresholds)),
    evaluate: (aggregate, limits) =>
      tooHigh(
        judgeSources(aggregate, name, (figures, metric) => {
          if (sources && !sources.test(metric.source)) return [];
          if (unless?.(aggregate, metric)) return [];
          const value = levelOf(metric, figures, by);
          return levels.flatMap((level): [boolean, Severity][] => {
            const limit = limits[level];
            return limit === undefined ? [] : [[value >= limit, level]];
          });
        }).map((judged) => ({ ...judged, kept: by === 'max' ? undefined : keptHigh(judged.metric, by) })),
        ({ metric, figures, severity }) => ({
          title: `${says} ${figure(levelOf(metric, figures, by), name)}`,
          description: described(metric, figures, by, limits[severity]),
        }),
      ),
  });
}

/** A recording too short, or with too few values, for the time asked for is judged by its 95th percentile. */
function levelOf(metric: MetricAggregate, figures: Figures, by: Criterion): number {
  return by === 'max' ? figures.max : (keptHigh(metric, by)?.level ?? figures.p95);
}

/** `limit`: what was reached. */
function described(
  metric: MetricAggregate,
  figures: Figures,
  by: Criterion,
  limit: number | undefined,
): string {
  const say = (value: number) => figure(value, metric.name);
  const kept = by === 'max' ? undefined : keptHigh(metric, by);
  if (kept) {
    const share =
      limit === undefined
        ? ''
        : `, and at ${say(limit)} or above for ${percentFrom(metric, limit)} of the time`;
    return `${quote(metric.source)} stayed at ${say(kept.level)} or above for ${by} s${share} (average ${say(figures.avg)}, highest ${say(figures.max)}).`;
  }
  const reached =
    by === 'max' || limit === undefined
      ? `rose to ${say(figures.max)} (average ${say(figures.avg)})`
      : `was at ${say(limit)} or above for ${percentFrom(metric, limit)} of the time (average ${say(figures.avg)}, highest ${say(figures.max)})`;
  return `${quote(metric.source)} ${reached}.`;
}

/** Share of the time for which a source was at `limit` or above, e.g. `12 %`. */
export function percentFrom(metric: MetricAggregate, limit: number): string {
  return percentOf(1 - shareBelow(metric, limit));
}

export function percentBelow(metric: MetricAggregate, limit: number): string {
  return percentOf(shareBelow(metric, limit));
}

/** Share of something that was found, so never 0 %. */
function percentOf(share: number): string {
  return `${Math.max(1, Math.round(100 * share))} %`;
}

/** Share of the values below `limit` (in the metric's own unit), 0–1; a bucket counts by its middle. */
export function shareBelow({ histogram, count }: MetricAggregate, limit: number): number {
  const below = Object.entries(histogram)
    .filter(([bucket]) => bucketValue(bucket) < limit * 1000)
    .reduce((sum, [, values]) => sum + values, 0);
  return count === 0 ? 0 : below / count;
}
