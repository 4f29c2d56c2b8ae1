import type { MetricName } from '../../recordings/summary/file-summary.ts';
import type { Report, Statistic } from '../report-schema.ts';
import { changesOf, type Pair, pairBy, type Trend, trendOf } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

/** Metrics, each by the figure that shows whether the vehicle's condition got worse. */
export function compareStatistics(before: Report, after: Report, most: number): Comparison['statistics'] {
  const paired = pairBy(
    before.statistics,
    after.statistics,
    ({ metric, system, unit }) => `${metric}\n${system}\n${unit}`,
  );
  const changes = changesOf({
    paired,
    trend: trendOfStatistic,
    single: (one) => ({ ...nameOf(one), ...figures(one) }),
    pair: figuresOfPair,
    most,
  });
  const different = paired.both.filter((pair) => !worseWhen[pair.after.metric] && differs(pair, 'avg'));
  return {
    ...changes,
    different: different.slice(0, most).map(figuresOfPair),
    unchanged: changes.unchanged - different.length,
    omitted: changes.omitted + Math.max(0, different.length - most),
  };
}

function figures({ avg, p95, max, min }: Statistic) {
  return { avg, p95, max, min };
}

function nameOf({ metric, system, unit }: Statistic) {
  return { metric, ...(system !== undefined && { system }), unit };
}

function figuresOfPair({ before, after }: Pair<Statistic>) {
  return { ...nameOf(after), before: figures(before), after: figures(after) };
}

/** The direction in which a metric gets worse; metrics not listed describe how the vehicle was driven. */
const worseWhen: Partial<Record<MetricName, 'high' | 'low'>> = {
  cpu_percent: 'high',
  ram_percent: 'high',
  disk_percent: 'high',
  battery_voltage: 'low',
  temperature_celsius: 'high',
  bus_load_percent: 'high',
  cell_spread_voltage: 'high',
  vibration: 'high',
  gps_satellites: 'low',
  gps_accuracy_m: 'high',
  gps_jamming: 'high',
  estimator_ratio: 'high',
};

/**
 * Smaller changes are not reported: a tenth is far beyond the error of the percentiles (1 %), and the given steps per
 * unit are normal between drives.
 */
const leastChange = { share: 0.1, steps: { '%': 5, V: 0.5, '°C': 5 } as Record<string, number> };

function trendOfStatistic(pair: Pair<Statistic>): Trend {
  const worse = worseWhen[pair.after.metric];
  if (worse === undefined) return 'same';
  const figure = worse === 'high' ? 'p95' : 'min';
  if (!differs(pair, figure)) return 'same';
  const { before, after } = pair;
  return worse === 'high' ? trendOf(before[figure], after[figure]) : trendOf(after[figure], before[figure]);
}

function differs({ before, after }: Pair<Statistic>, figure: 'avg' | 'p95' | 'min'): boolean {
  const change = Math.abs(after[figure] - before[figure]);
  return change > Math.max(leastChange.share * Math.abs(before[figure]), leastChange.steps[after.unit] ?? 0);
}
