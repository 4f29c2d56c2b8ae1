import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { TrendAggregate } from '../gather/trends.ts';
import { metricUnits } from '../measure.ts';
import { type Draft, defineRule, evidenceAt, severityFor } from '../rule.ts';
import { figure } from './high-level.ts';
import { isMeantToBeHot } from './over-temperature.ts';

/** Trends of a metric that continue to the end: the second half has at least half the slope of the whole. */
function steadyTrends({ trends }: Aggregate, name: MetricName): TrendAggregate[] {
  return trends.filter(
    (trend) => trend.name === name && trend.late_slope_per_hour / trend.slope_per_hour >= 0.5,
  );
}

/** Per unit of time in which the change is a readable number. */
export function rate(perHour: number, name: MetricName): string {
  const size = Math.abs(perHour);
  return size > 60 ? `${figure(size / 60, name)} a minute` : `${figure(size, name)} an hour`;
}

/** Where the source was highest and lowest. */
function trendEvidence({ metric_sources }: Aggregate, trend: TrendAggregate): Draft['evidence'] {
  const metric = metric_sources.find(
    ({ name, source, system }) => name === trend.name && source === trend.source && system === trend.system,
  );
  if (!metric) return [];
  return [
    evidenceAt(metric.max_at, { detail: `highest ${figure(metric.max_milli / 1000, trend.name)}` }),
    evidenceAt(metric.min_at, { detail: `lowest ${figure(metric.min_milli / 1000, trend.name)}` }),
  ];
}

/** The course of a trend, with its confidence. */
export function trendInWords(trend: TrendAggregate): string {
  const { name, source, change, seconds, slope_per_hour, slope_error_per_hour } = trend;
  return `${quote(source)} ${change > 0 ? 'rose' : 'fell'} by ${figure(Math.abs(change), name)} within ${formatDuration(seconds)} (${rate(slope_per_hour, name)}, ± ${rate(slope_error_per_hour, name)} with 95 % confidence)`;
}

/**
 * One finding for all sources of a percentage that rise steadily towards 100: the one that reaches it first gives the
 * title, since several sources mostly report the same memory or disk.
 */
export function usedUp(
  aggregate: Aggregate,
  name: 'ram_percent' | 'disk_percent',
  limits: { least_time: number; rise: number; fit: number; warning: number; error: number },
  say: (first: TrendAggregate, hours: number) => Pick<Draft, 'title' | 'description'>,
): Draft[] {
  const rising = steadyTrends(aggregate, name)
    .filter(
      ({ seconds, fit: explained, change }) =>
        seconds >= limits.least_time && explained >= limits.fit && change >= limits.rise,
    )
    .map((trend) => ({ trend, hours: Math.max(0, 100 - trend.last) / trend.slope_per_hour }))
    .sort((a, b) => a.hours - b.hours);
  const [first] = rising;
  if (!first) return [];
  const severity = severityFor([
    [first.hours < limits.error, 'error'],
    [first.hours < limits.warning, 'warning'],
  ]);
  if (!severity) return [];
  return [
    {
      severity,
      ...say(first.trend, first.hours),
      evidence: rising.flatMap(({ trend }) => trendEvidence(aggregate, trend)),
    },
  ];
}

const minTime = { value: 120, unit: 's', source: 'what changes for less may be a start-up' } as const;
const fit = {
  value: 0.8,
  unit: '',
  source: 'share of the variance that the line explains; a single step gives 0.75',
  max: 1,
} as const;

export const diskFilling = defineRule({
  id: 'disk-filling',
  version: 1,
  question: 'Will a disk be full soon?',
  severities: ['warning', 'error'],
  basis: 'inferred',
  thresholds: {
    least_time: minTime,
    fit,
    rise: { value: 1, unit: '%', source: 'smaller changes are temporary files' },
    warning: {
      value: 1,
      unit: 'h',
      source: 'full within a drive; that a recorder fills its disk is no fault',
    },
    error: { value: 0.25, unit: 'h', source: 'too short to drive home and upload' },
  },
  likely_cause: 'Recordings are written faster than they are uploaded and deleted.',
  advice:
    'Free space, raise the upload rate or record less; recordings that Argus has acknowledged may be deleted.',
  evaluate: (aggregate, limits) =>
    usedUp(aggregate, 'disk_percent', limits, (trend, hours) => ({
      title: `Disk fills by ${rate(trend.slope_per_hour, 'disk_percent')}`,
      description: `${trendInWords(trend)}; at this rate it is full in ${formatDuration(hours * 3600)}.`,
    })),
});

export const temperatureRising = defineRule({
  id: 'temperature-rising',
  version: 1,
  question: 'Does a temperature rise steadily, so that it would become too high?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    least_time: minTime,
    fit: { ...fit, value: 0.9, source: 'warm-up curves that level off explain less' },
    rise: { value: 10, unit: '°C', source: 'smaller changes come from load and weather' },
    limit: {
      value: 85,
      unit: '°C',
      source: 'AEC-Q100 grade 3; for coolant and oil see the rules on them',
      max: 300,
    },
    soon: { value: 1, unit: 'h', source: 'reached within a drive' },
    from: { value: 60, unit: '°C', source: 'what is cooler has room for warming up', max: 300 },
  },
  likely_cause:
    'Cooling gets weaker (fan, dust, pump) while the load stays, or something heats up the surroundings.',
  advice: 'Check fan and air ways of the part; see whether the curve levels off in a longer drive.',
  evaluate: (aggregate, limits) =>
    steadyTrends(aggregate, 'temperature_celsius')
      .filter(
        ({ seconds, fit: explained, change, last, source }) =>
          seconds >= limits.least_time &&
          explained >= limits.fit &&
          change >= limits.rise &&
          last >= limits.from &&
          last < limits.limit &&
          !isMeantToBeHot(source),
      )
      .filter(({ slope_per_hour, last }) => (limits.limit - last) / slope_per_hour < limits.soon)
      .map((trend) => ({
        severity: 'warning',
        title: `${quote(trend.source)} gets hotter by ${rate(trend.slope_per_hour, 'temperature_celsius')}`,
        description: `${trendInWords(trend)}; at this rate it reaches ${limits.limit} ${metricUnits.temperature_celsius} in ${formatDuration(((limits.limit - trend.last) / trend.slope_per_hour) * 3600)}.`,
        evidence: trendEvidence(aggregate, trend),
      })),
});

export const voltageSag = defineRule({
  id: 'voltage-sag',
  version: 1,
  question: 'Does the voltage of a 12 V or 24 V net fall steadily while driving?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    least_time: { value: 300, unit: 's', source: 'after a start the voltage settles for some minutes' },
    fit,
    fall: {
      value: 5,
      unit: '%',
      source: 'of the voltage at the beginning: a charging generator holds it within 2 %',
    },
  },
  likely_cause:
    'The generator does not charge (belt, regulator, wiring), so that the battery alone feeds the net.',
  advice:
    'Measure the charging voltage with the engine running: 13.5 V to 14.8 V, or twice that in a 24 V net.',
  evaluate: (aggregate, limits) =>
    steadyTrends(aggregate, 'battery_voltage')
      .filter(({ seconds, fit: explained, change, last }) => {
        const before = last - change;
        const isNet = (before >= 11 && before <= 15.5) || (before >= 21 && before <= 31);
        return (
          isNet &&
          seconds >= limits.least_time &&
          explained >= limits.fit &&
          (-100 * change) / before >= limits.fall
        );
      })
      .map((trend) => ({
        severity: 'warning',
        title: `Supply voltage falls by ${rate(trend.slope_per_hour, 'battery_voltage')}`,
        description: `${trendInWords(trend)}; a net that is charged holds its voltage.`,
        evidence: trendEvidence(aggregate, trend),
      })),
});
