import type { Severity } from '../../domain/severity.ts';
import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';
import { percentFrom } from './level-rule.ts';

function limitOf(severity: Severity, { warning, error }: { warning: number; error: number }): number {
  return severity === 'error' ? error : warning;
}

export const cpuSaturation = defineRule({
  id: 'cpu-saturation',
  version: 2,
  question: 'Was a processor busy to its limit for more than moments?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 90,
      unit: '%',
      source:
        'NodeCPUHighUsage of the Prometheus node mixin; default of ROS diagnostic_common_diagnostics cpu_monitor',
    },
    error: { value: 95, unit: '%', source: 'PX4 COM_CPU_MAX: above it the autopilot refuses to arm' },
  },
  likely_cause:
    'Too much work for this computer: a process in a loop, a higher sensor rate, or throttling by heat.',
  advice:
    'Find the process that takes the time (top, perf) at the time of the maximum; compare with temperatures.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'cpu_percent', ({ p95 }) => [
        [p95 >= limits.error, 'error'],
        [p95 >= limits.warning, 'warning'],
      ]),
      ({ metric, figures, severity }) => ({
        title: `Processor saturated: 95th percentile ${figure(figures.p95, 'cpu_percent')}`,
        description: `${quote(metric.source)} was at ${figure(limitOf(severity, limits), 'cpu_percent')} or above for ${percentFrom(metric, limitOf(severity, limits))} of the time (average ${figure(figures.avg, 'cpu_percent')}, highest ${figure(figures.max, 'cpu_percent')}).`,
      }),
    ),
});
