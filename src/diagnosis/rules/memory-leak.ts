import type { Series } from '../../recordings/series.ts';
import { formatDuration } from '../../report/time-format.ts';
import { pointsOf, timelinesOf } from '../measure.ts';
import { defineRule, evidenceAt, quote, severityFor } from '../rule.ts';
import { trendOf } from '../trend.ts';
import { figure } from './high-level.ts';

export const memoryLeak = defineRule({
  id: 'memory-leak',
  version: 1,
  question: 'Does memory use grow steadily, so that it would be used up?',
  severities: ['warning', 'error'],
  thresholds: {
    least_time: { value: 120, unit: 's', source: 'what rises for less may be a start-up' },
    rise: { value: 3, unit: '%', source: 'smaller changes are caches and buffers' },
    fit: {
      value: 0.8,
      unit: '',
      source: 'share of the variance that the line explains; a single step gives 0.75',
    },
    shift: { value: 8, unit: 'h', source: 'a working shift: memory would be used up before it ends' },
    soon: { value: 1, unit: 'h', source: 'used up within a drive' },
  },
  likely_cause: 'A process does not give memory back: a growing queue, cache or list.',
  advice: 'Watch the memory of single processes over time; restart the one that grows until it is repaired.',
  evaluate: ({ metric_sources }, limits) =>
    metric_sources
      .filter(({ name }) => name === 'ram_percent')
      .flatMap((metric) =>
        timelinesOf(metric).flatMap(({ series }) => {
          const leak = leakIn(series, limits);
          if (!leak) return [];
          const severity = severityFor([
            [leak.hoursLeft < limits.soon, 'error'],
            [leak.hoursLeft < limits.shift, 'warning'],
          ]);
          if (!severity) return [];
          return [
            {
              severity,
              title: `Memory grows by ${rate(leak.perHour)}`,
              description: `${quote(metric.source)} rose by ${figure(leak.rise, 'ram_percent')} within ${formatDuration(leak.seconds)} (${rate(leak.perHour)}, ± ${rate(leak.error)}); at this rate memory is used up in ${formatDuration(leak.hoursLeft * 3600)}.`,
              evidence: [
                evidenceAt(metric.max_at, {
                  detail: `highest ${figure(metric.max_milli / 1000, 'ram_percent')}`,
                }),
              ],
            },
          ];
        }),
      ),
});

/** Percent of all memory, in a time in which there is still some of it. */
function rate(perHour: number): string {
  return perHour > 60
    ? `${figure(perHour / 60, 'ram_percent')} a minute`
    : `${figure(perHour, 'ram_percent')} an hour`;
}

/** A steady rise: the whole and its second half both go up, so that a start-up that levels off is none. */
function leakIn(series: Series, limits: { least_time: number; rise: number; fit: number }) {
  const points = pointsOf(series);
  const seconds = (points.at(-1)?.time_s ?? 0) - (points[0]?.time_s ?? 0);
  if (seconds < limits.least_time) return undefined;
  const whole = trendOf(points);
  const late = trendOf(points.slice(Math.floor(points.length / 2)));
  if (!whole || !late) return undefined;
  const rise = whole.slope * seconds;
  // Twice the standard error: about 95 % confidence that the slope is above zero.
  const sure = whole.slope - 2 * whole.error > 0 && whole.fit >= limits.fit;
  if (!sure || rise < limits.rise || late.slope < whole.slope / 2) return undefined;
  const now = points.at(-1)?.avg ?? 0;
  return {
    seconds,
    rise,
    perHour: whole.slope * 3600,
    error: 2 * whole.error * 3600,
    hoursLeft: Math.max(0, 100 - now) / (whole.slope * 3600),
  };
}
