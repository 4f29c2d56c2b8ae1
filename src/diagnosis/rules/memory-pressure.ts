import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

/** Static memory: a PX4 controller allocates before it flies, and what it holds then does not change. */
const ofFlightController = /^cpuload\b/;

export const memoryPressure = defineRule({
  id: 'memory-pressure',
  version: 3,
  question: 'Was memory close to used up?',
  severities: ['info', 'warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: { value: 90, unit: '%', source: 'NodeMemoryHighUtilization of the Prometheus node mixin' },
    constant: {
      value: 2,
      unit: '%',
      source: 'between the least and the most in a flight controller: memory that never changes was sized so',
    },
    error: { value: 95, unit: '%', source: 'PX4 COM_RAM_MAX: above it the autopilot refuses to arm' },
  },
  likely_cause: 'A process holds more and more memory, or the computer runs more than it was sized for.',
  advice:
    'See which process grows (also the finding on a memory leak); Linux ends processes when memory is used up.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'ram_percent', ({ p95, min, max }, { source }) => [
        [ofFlightController.test(source) && p95 >= limits.warning && max - min < limits.constant, 'info'],
        [p95 >= limits.error, 'error'],
        [p95 >= limits.warning, 'warning'],
      ]),
      ({ metric, figures, severity }) => ({
        title:
          severity === 'info'
            ? `Memory always at ${figure(figures.p95, 'ram_percent')}`
            : `Memory nearly used up: 95th percentile ${figure(figures.p95, 'ram_percent')}`,
        description: `${quote(metric.source)} reached ${figure(figures.max, 'ram_percent')} (average ${figure(figures.avg, 'ram_percent')}).`,
      }),
    ),
});
