import { describe, expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { figures, linesOf, nowhere, place, withMembers } from '../../support/report/report-members.ts';

describe('figures', () => {
  test('of a load are tiles, those of other units without a share', () => {
    const cpu = { metric: 'cpu_percent' as const, unit: '%', ...figures };
    const { p50: _, ...older } = cpu;
    const lines = linesOf('statistics', { cpu: older, ram: { ...cpu, unit: '' } });
    expect(lines?.slice(0, 5)).toEqual([
      '# Statistics 0',
      'CPU: avg 40 % = 40, p95 50 % = 50, p99 55 % = 55, max 60 % = 60',
      '60 values; highest at 2026-03-01T08:00:01Z, a^',
      'RAM: avg 40, p50 39, p95 50, p99 55, max 60',
      '60 values; highest at 2026-03-01T08:00:01Z, a^',
    ]);
  });

  test('have rows with unit and system, as far as known', () => {
    const { p50: _, ...older } = figures;
    const statistics: Report['statistics'] = [
      { metric: 'battery_voltage', unit: 'V', system: '24 V net', ...figures },
      { metric: 'gps_satellites', unit: '', ...older },
    ];
    const lines = linesOf('statistics', { statistics })?.filter((line) => line.includes('|'));
    expect(lines?.[0]).toMatch(/, V \/ \(24 V net\) \| 40 \| 39 \| 50 \| 55 \| 60 \| 20 \| 60$/);
    expect(lines?.[1]).toMatch(/^[^,/]+ \| 40 \| – \| 50 \|/);
  });

  test('of signals have rows with unit and system, as far as known', () => {
    const signal = { metric: 'signal' as const, ...figures };
    const signals = [
      { ...signal, source: 'Oil', unit: 'bar', system: 'truck' },
      { ...signal, source: 'Gear', unit: '' },
    ];
    expect(linesOf('signals', { signals })).toEqual([
      '# Signals 2',
      '`Oil`, `bar` / (truck) | 40 | 50 | 60 | 20 | 60',
      '  (highest: )2026-03-01T08:00:01Z, a^',
      '  (lowest: )a^',
      '`Gear` | 40 | 50 | 60 | 20 | 60',
      '  (highest: )2026-03-01T08:00:01Z, a^',
      '  (lowest: )a^',
    ]);
  });

  test('of trends have their sign, and clocks that differ follow', () => {
    const trend = {
      metric: 'ram_percent' as const,
      source: 'host',
      unit: '%',
      duration_s: 600,
      slope_per_hour: 6,
      slope_error_per_hour: 0.5,
      change: 1,
      last: 50,
    };
    const trends = [
      { ...trend, system: 'ulog' },
      { ...trend, metric: 'gps_satellites' as const, unit: '', slope_per_hour: -6, change: 0 },
    ];
    const clock_offsets = [{ reference: place, other: nowhere, offset_s: -1.5, error_s: 0.0125 }];
    const rows = [
      expect.stringMatching(/, % \/ `host` \(ulog\) \| \+6 ± 0\.5 \| \+1 \| 50 \| 10 min$/),
      expect.stringMatching(/^[^,/]+ \/ `host` \| -6 ± 0\.5 \| 0 \| 50 \| 10 min$/),
    ];
    const clocks = ['`gone.mcap` | `a` | -1.5 ± 0.013'];
    expect(linesOf('trends', { trends, clock_offsets })).toEqual([
      '# Trends and clocks 3',
      ...rows,
      ...clocks,
    ]);
    expect(linesOf('trends', { trends, clock_offsets: [] })).toEqual(['# Trends and clocks 2', ...rows]);
    expect(linesOf('trends', { trends: [], clock_offsets })).toEqual(['# Trends and clocks 1', ...clocks]);
    const blocks = (members: Partial<Report>) =>
      buildDocument(withMembers(members)).sections.find(({ id }) => id === 'trends')?.blocks.length;
    expect([blocks({ trends, clock_offsets: [] }), blocks({ trends: [], clock_offsets })]).toEqual([1, 1]);
  });
});
