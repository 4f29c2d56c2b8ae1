import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

export const memoryPressure = defineRule({
  id: 'memory-pressure',
  version: 2,
  question: 'Was memory close to used up?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: { value: 90, unit: '%', source: 'NodeMemoryHighUtilization of the Prometheus node mixin' },
    error: { value: 95, unit: '%', source: 'PX4 COM_RAM_MAX: above it the autopilot refuses to arm' },
  },
  likely_cause: 'A process holds more and more memory, or the computer runs more than it was sized for.',
  advice:
    'See which process grows (also the finding on a memory leak); Linux ends processes when memory is used up.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'ram_percent', ({ p95 }) => [
        [p95 >= limits.error, 'error'],
        [p95 >= limits.warning, 'warning'],
      ]),
      ({ metric, figures }) => ({
        title: `Memory nearly used up: 95th percentile ${figure(figures.p95, 'ram_percent')}`,
        description: `${quote(metric.source)} reached ${figure(figures.max, 'ram_percent')} (average ${figure(figures.avg, 'ram_percent')}).`,
      }),
    ),
});
