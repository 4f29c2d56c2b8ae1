import { formatDuration } from '../../text/time-format.ts';
import { defineRule } from '../rule.ts';
import { rate, trendInWords, usedUp } from './trend-rules.ts';

export const memoryLeak = defineRule({
  id: 'memory-leak',
  version: 2,
  question: 'Does memory use grow steadily, so that it would be used up?',
  severities: ['warning', 'error'],
  basis: 'inferred',
  thresholds: {
    least_time: { value: 120, unit: 's', source: 'what rises for less may be a start-up' },
    rise: { value: 3, unit: '%', source: 'smaller changes are caches and buffers' },
    fit: {
      value: 0.8,
      unit: '',
      source: 'share of the variance that the line explains; a single step gives 0.75',
      max: 1,
    },
    warning: { value: 8, unit: 'h', source: 'a working shift: memory would be used up before it ends' },
    error: { value: 1, unit: 'h', source: 'used up within a drive' },
  },
  likely_cause: 'A process does not give memory back: a growing queue, cache or list.',
  advice: 'Watch the memory of single processes over time; restart the one that grows until it is repaired.',
  evaluate: (aggregate, limits) =>
    usedUp(aggregate, 'ram_percent', limits, (trend, hours) => ({
      title: `Memory grows by ${rate(trend.slope_per_hour, 'ram_percent')}`,
      description: `${trendInWords(trend)}; at this rate memory is used up in ${formatDuration(hours * 3600)}.`,
    })),
});
