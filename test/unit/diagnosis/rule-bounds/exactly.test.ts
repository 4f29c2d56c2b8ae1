import { describe, expect, test } from 'vitest';
import { shareBelow } from '../../../../src/diagnosis/rules/level-rule.ts';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { quantile } from '../../../../src/recordings/summary/histogram.ts';
import { findings, source } from '../../../support/diagnosis/aggregates.ts';

/**
 * A histogram gives a figure within ±1 %, so that no values can be chosen whose figure is exactly at a limit. Here the
 * limit is set to the figure instead.
 */
function lowestOf(name: MetricName, values: number[]) {
  const metric = source(name, values);
  const low = quantile(metric.histogram, 0.01);
  if (low === null) throw new Error('a metric has values');
  const judged = (id: string, limits: Record<string, number>) =>
    findings(id, { metric_sources: [metric] }, limits).map(({ severity }) => severity);
  return { metric, low: low / 1000, judged };
}

describe('a figure that is exactly at its limit', () => {
  test('is too low for a battery', () => {
    const { low, judged } = lowestOf('battery_percent', [15, 15]);
    const never = { warning: -1, error: -1, critical: -1 };
    for (const level of ['warning', 'error', 'critical'] as const) {
      expect(judged('low-battery', { ...never, [level]: low })).toEqual([level]);
      expect(judged('low-battery', { ...never, [level]: low - 0.001 })).toEqual([]);
    }
  });

  test.each([
    ['12v', 12],
    ['24v', 24],
  ])('is not too low for a net of %s', (net, usual) => {
    const { low, judged } = lowestOf('battery_voltage', [...Array(50).fill(usual), 8, 8]);
    for (const level of ['warning', 'error'] as const) {
      const at = (limit: number) =>
        judged('under-voltage', { [`warning_${net}`]: 0, [`error_${net}`]: 0, [`${level}_${net}`]: limit });
      expect(at(low)).toEqual([]);
      expect(at(low + 0.001)).toEqual([level]);
    }
  });

  test.each([
    [11, 'warning_12v'],
    [15.5, 'warning_12v'],
    [21, 'warning_24v'],
    [31, 'warning_24v'],
  ])('of a net, %d V, is part of it', (usual, limit) => {
    const { judged } = lowestOf('battery_voltage', [usual, usual]);
    expect(judged('under-voltage', { [limit]: 40 })).toEqual(['warning']);
  });

  test.each([
    ['low-fuel', 'fuel_percent', 'warning', 'warning'],
    ['low-fuel', 'fuel_percent', 'info', 'info'],
    ['gps-loss', 'gps_satellites', 'fix', 'warning'],
  ] as const)('is a long enough share of the time, %s', (id, name, threshold, severity) => {
    const { metric, judged } = lowestOf(name, [...Array(93).fill(50), ...Array(7).fill(4)]);
    const never = id === 'low-fuel' ? { warning: -1, info: -1 } : {};
    const share = shareBelow(metric, 6) * 100;
    expect(judged(id, { ...never, [threshold]: 6, share })).toEqual([severity]);
    expect(judged(id, { ...never, [threshold]: 6, share: share + 0.001 })).toEqual([]);
  });

  test('is not below it', () => {
    const { metric, low } = lowestOf('fuel_percent', [4]);
    expect([shareBelow(metric, low), shareBelow(metric, low + 0.001)]).toEqual([0, 1]);
    expect(shareBelow({ ...metric, histogram: {}, count: 0 }, low)).toBe(0);
  });
});
