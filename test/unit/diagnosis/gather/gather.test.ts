import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../samples/random.ts';
import { createPresence } from '../../../../src/diagnosis/gather/presence.ts';
import { trendOf } from '../../../../src/diagnosis/trend.ts';
import {
  aggregateOf,
  around,
  at,
  code,
  driveStart,
  file,
  metric,
  ns,
  topic,
} from '../../../support/diagnosis/summaries.ts';

describe('when a code was seen', () => {
  const spans = fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 20_000 }),
      length: fc.integer({ min: 0, max: 3000 }),
      count: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 60 },
  );
  const presenceOf = (all: { start: number; length: number; count: number }[]) => {
    const presence = createPresence();
    for (const { start, length, count } of all) {
      presence.add(ns(driveStart + start), ns(driveStart + start + length), count);
    }
    return presence;
  };

  test('does not depend on the order, is bounded, and loses no count', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { exponent, runs } = presenceOf(all).finish();
        expect(presenceOf(all.toReversed()).finish()).toEqual({ exponent, runs });
        const [one, other] = [presenceOf(all.slice(0, 7)), presenceOf(all.slice(7))];
        one.absorb(other);
        expect(one.finish()).toEqual({ exponent, runs });
        expect(runs.length).toBeLessThanOrEqual(120);
        expect(runs.reduce((sum, [, , count]) => sum + count, 0)).toBe(
          all.reduce((sum, { count }) => sum + count, 0),
        );
        runs.forEach(([from, to], i) => {
          expect(from).toBeLessThanOrEqual(to);
          expect(from).toBeGreaterThan(runs[i - 1]?.[1] ?? Number.NEGATIVE_INFINITY);
        });
      }),
    );
  });

  test('is not stretched by an absurd time', () => {
    const { codes } = aggregateOf(
      file('a', { summary: { codes: [code('x', { first: { time_ns: '17', topic: '' }, last: at(50) })] } }),
    );
    expect(codes[0]?.seen.exponent).toBe(10);
  });
});

describe('the confidence of a trend', () => {
  const points = (values: number[]) => values.map((avg, i) => ({ time_s: i, avg, min: avg, max: avg }));

  test('contains the true slope 19 times out of 20', () => {
    const random = createRandom(7);
    let held = 0;
    for (let round = 0; round < 400; round += 1) {
      const trend = trendOf(points(Array.from({ length: 60 }, (_, i) => 0.3 * i + random.normal())));
      if (trend && Math.abs(trend.slope - 0.3) <= trend.error) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.92);
    expect(held / 400).toBeLessThan(0.99);
  });

  test('is not fooled by values that wander', () => {
    const random = createRandom(3);
    let sure = 0;
    for (let round = 0; round < 200; round += 1) {
      let value = 0;
      const wandering = Array.from({ length: 100 }, () => (value = 0.9 * value + random.normal()));
      const trend = trendOf(points(wandering));
      if (trend && Math.abs(trend.slope) > trend.error) sure += 1;
    }
    // Least squares that assumes independent points reports a slope in more than half of the rounds.
    expect(sure / 200).toBeLessThan(0.15);
  });
});

describe('gathering', () => {
  test('reports trends with slope and confidence, per hour and in the unit of the metric', () => {
    const values = Array.from({ length: 600 }, (_, i) => 40 + i / 60 + Math.sin(i) * 0.1);
    const { trends } = aggregateOf(
      file('a', {
        to: 600,
        summary: { metrics: [metric('ram_percent', values), metric('cpu_percent', around(40, 600))] },
      }),
    );
    expect(trends).toHaveLength(1);
    const [trend] = trends;
    expect(trend).toMatchObject({ name: 'ram_percent', source: 'host', clock: 'unix' });
    expect(Math.abs((trend?.slope_per_hour ?? 0) - 60)).toBeLessThan(
      (trend?.slope_error_per_hour ?? 0) + 0.5,
    );
    expect(trend?.change).toBeCloseTo(10, 0);
  });

  test('names the file of a trend on a clock that began with it', () => {
    const values = Array.from({ length: 600 }, (_, i) => 40 + i / 60);
    const span = { start_ns: ns(0), end_ns: ns(600), clock: 'boot' } as const;
    const clocked = file('flight.ulg', {
      to: 600,
      summary: { span, metrics: [metric('ram_percent', values)] },
    });
    expect(aggregateOf(clocked).trends).toMatchObject([
      { clock: 'boot', file: { file_id: 'id-flight.ulg', file_name: 'flight.ulg' } },
    ]);
  });

  test('adds up intervals, gaps and jitter of a topic, and says which files were fastest and slowest', () => {
    const one = (from: number, hz: number) =>
      file(`f${from}`, {
        from,
        to: from + 60,
        summary: { topics: [topic('/imu', { hz, from, to: from + 60, gaps: 2, jitter_sum_ns: 5 })] },
      });
    const { topics } = aggregateOf(one(0, 10), one(60, 20));
    expect(topics[0]).toMatchObject({ gaps: 4, jitter_sum_ns: 10 });
    expect(topics[0]?.fastest?.at.file_name).toBe('f60');
    expect(topics[0]?.slowest?.at.file_name).toBe('f0');
    expect(Object.values(topics[0]?.interval_histogram ?? {}).reduce((sum, count) => sum + count, 0)).toBe(
      599 + 1199,
    );
  });
});
