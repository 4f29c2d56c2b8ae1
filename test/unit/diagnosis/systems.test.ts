import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { figuresOf } from '../../../src/diagnosis/measure.ts';
import type { SoftwareVersion } from '../../../src/recordings/summary/file-summary.ts';
import { aggregateOf, file, metric } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';

const minute = (value: number) => Array.from({ length: 60 }, () => value);

function supplied(
  name: string,
  volts: number[],
  { source = 'battery', ...more }: { source?: string; format?: string; versions?: SoftwareVersion[] } = {},
) {
  return file(name, { summary: { metrics: [metric('battery_voltage', volts, source)], ...more } });
}

const car = supplied('car.blf', minute(12.4), { format: 'blf' });
const truck = supplied('truck.blf', minute(24.8), { format: 'blf' });
const drone = supplied('drone.ulg', minute(15.2), { format: 'ulog' });

describe('figures of different systems', () => {
  test('are never added up', () => {
    const { metrics } = aggregateOf(car, truck, drone);
    expect(metrics.map((one) => [one.system, figuresOf(one).avg])).toEqual([
      ['12 V net, blf', 12.4],
      ['12 V net, ulog', 15.2],
      ['24 V net, blf', 24.8],
    ]);
    const statistics = reportOf(car, truck, drone).statistics;
    expect(statistics.map(({ system, max }) => [system, max])).toEqual([
      ['12 V net, blf', 12.4],
      ['12 V net, ulog', 15.2],
      ['24 V net, blf', 24.8],
    ]);
  });

  test('give no alarm for the lower of two nets whose topics share a name', () => {
    expect(diagnose(aggregateOf(car, truck)).findings.map(({ rule }) => rule)).not.toContain('under-voltage');
  });

  test('are those of one system if a 24 V net fails', () => {
    const failing = supplied('failing.blf', [...minute(24.8), 14, 13, 12, 12], { format: 'blf' });
    const aggregate = aggregateOf(failing, truck);
    expect(aggregate.metrics.map(({ system, count }) => [system, count])).toEqual([['', 124]]);
    expect(diagnose(aggregate).findings.map(({ rule }) => rule)).toContain('under-voltage');
  });

  test('have no label in a batch of one system', () => {
    expect(reportOf(car).statistics[0]).not.toHaveProperty('system');
  });

  const vin = (version: string) => [{ component: 'vin', version }];

  test('are distinguished by the VIN if two are recorded, and not by its absence if only one is', () => {
    const a = supplied('a.blf', minute(12), { versions: vin('VIN-A') });
    const b = supplied('b.blf', minute(14), { versions: vin('VIN-B') });
    const nameless = supplied('c.blf', minute(13));
    expect(aggregateOf(a, nameless).metric_sources.map(({ system, count }) => [system, count])).toEqual([
      ['', 120],
    ]);
    expect(aggregateOf(a, b, nameless).metric_sources.map(({ system, count }) => [system, count])).toEqual([
      ['VIN-A', 60],
      ['VIN-B', 60],
      ['unnamed vehicle', 60],
    ]);
  });

  test('are joined for the one vehicle that has a name, as if all files had it', () => {
    const parts = [[13, 12], [10, 15], [14]].map((volts, i) =>
      supplied(`${i}.blf`, volts, i === 1 ? { versions: vin('VIN-A') } : {}),
    );
    const all = parts.map((part) => ({
      ...part,
      summary: { ...part.summary, versions: vin('VIN-A') },
    }));
    expect(aggregateOf(...parts).metrics).toEqual(aggregateOf(...all).metrics);
    expect(aggregateOf(...parts).metric_sources).toEqual(aggregateOf(...all).metric_sources);
    expect(aggregateOf(...parts).metric_sources).toMatchObject([
      { count: 5, files: 3, sum_milli: 64_000, min_milli: 10_000, max_milli: 15_000 },
    ]);
  });

  test('are joined on clocks of their own too, the longest first', () => {
    const own = (name: string, length: number, versions: SoftwareVersion[] = []) =>
      file(name, {
        summary: {
          span: { start_ns: '0', end_ns: '60000000000', clock: 'boot' },
          metrics: [metric('battery_voltage', minute(12).slice(0, length), 'battery')],
          versions,
        },
      });
    const [source] = aggregateOf(
      own('a', 5),
      own('b', 30, vin('VIN-A')),
      own('c', 20),
      own('d', 10),
    ).metric_sources;
    expect(source?.own_clock.map(({ file_name, count }) => [file_name, count])).toEqual([
      ['b', 30],
      ['c', 20],
      ['d', 10],
    ]);
  });

  test('do not depend on the order of the files', () => {
    const files = [
      car,
      truck,
      drone,
      supplied('a.blf', minute(12), { versions: vin('VIN-A') }),
      supplied('b.blf', minute(12.2), { source: 'other' }),
    ];
    const expected = JSON.stringify(aggregateOf(...files).metrics);
    const sources = JSON.stringify(aggregateOf(...files).metric_sources);
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(JSON.stringify(aggregateOf(...shuffled).metrics)).toBe(expected);
        expect(JSON.stringify(aggregateOf(...shuffled).metric_sources)).toBe(sources);
      }),
      { numRuns: 30 },
    );
  });

  test('stay bounded, however many vehicles there are', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      supplied(`${i}.blf`, minute(12), { versions: vin(`VIN-${i}`) }),
    );
    const { metrics, metric_sources, omitted } = aggregateOf(...many);
    expect(metrics.length).toBe(16);
    expect(metric_sources.length).toBe(256);
    expect(omitted.metrics).toBeGreaterThan(0);
  });
});

test('the sources with the highest and lowest values are kept, however few their values', () => {
  const common = Array.from({ length: 300 }, (_, i) =>
    metric('cpu_percent', minute(20 + (i % 9)), `a-host-${i}`),
  );
  const aggregate = aggregateOf(
    file('a', {
      summary: {
        metrics: [...common, metric('cpu_percent', [100], 'worst'), metric('cpu_percent', [1], 'idle')],
      },
    }),
  );
  const kept = aggregate.metric_sources.map(({ source }) => source);
  expect(kept).toHaveLength(256);
  expect(kept).toEqual(expect.arrayContaining(['worst', 'idle']));
});
