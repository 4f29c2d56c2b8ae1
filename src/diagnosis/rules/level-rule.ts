import type { Severity } from '../../domain/severity.ts';
import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { bucketValue } from '../../recordings/summary/histogram.ts';
import { quote } from '../../text/wording.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import type { Figures } from '../measure.ts';
import { defineRule, type Rule, type Threshold } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

/** How much of the time a level has to be reached: half, 5 %, 1 % or one moment of it. */
type Share = 'p50' | 'p95' | 'p99' | 'max';

const shareInWords: Record<Share, string> = {
  p50: 'Half of the time',
  p95: 'For 5 % of the time or more',
  p99: 'For 1 % of the time or more',
  max: 'At its highest',
};

interface LevelRule {
  id: string;
  version: number;
  question: string;
  metric: MetricName;
  /** Only sources whose name fits. */
  sources?: RegExp;
  by: Share;
  /** Each level that may be reached, by the severity that it has. */
  thresholds: Partial<Record<Severity, Threshold>>;
  /** What stands before the figure in the title, e.g. `Engine overspeed:`. */
  says: string;
  likely_cause: string;
  advice: string;
}

const levels = ['critical', 'error', 'warning', 'info'] as const;

/** A rule that is a row of a table: a metric of some source reaches a level for a share of the time. */
export function levelRule({ metric: name, sources, by, says, thresholds, ...rule }: LevelRule): Rule {
  return defineRule({
    ...rule,
    severities: levels.filter((level) => thresholds[level]).reverse(),
    basis: 'measured',
    thresholds: Object.fromEntries(Object.entries(thresholds)),
    evaluate: (aggregate, limits) =>
      tooHigh(
        judgeSources(aggregate, name, (figures, { source }) => {
          if (sources && !sources.test(source)) return [];
          return levels.flatMap((level): [boolean, Severity][] => {
            const limit = limits[level];
            return limit === undefined ? [] : [[figures[by] >= limit, level]];
          });
        }),
        ({ metric, figures }) => ({
          title: `${says} ${figure(figures[by], name)}`,
          description: described(metric, figures, by),
        }),
      ),
  });
}

function described(metric: MetricAggregate, figures: Figures, by: Share): string {
  const say = (value: number) => figure(value, metric.name);
  const reached = by === 'max' ? say(figures.max) : `${say(figures[by])} or above`;
  return `${shareInWords[by]}, ${quote(metric.source)} was at ${reached} (average ${say(figures.avg)}, highest ${say(figures.max)}).`;
}

/** Share of the values below `limit` (in the metric's own unit), 0–1; a bucket counts by its middle. */
export function shareBelow({ histogram, count }: MetricAggregate, limit: number): number {
  const below = Object.entries(histogram)
    .filter(([bucket]) => bucketValue(bucket) < limit * 1000)
    .reduce((sum, [, values]) => sum + values, 0);
  return count === 0 ? 0 : below / count;
}
