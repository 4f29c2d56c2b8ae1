import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { aggregateOf, around, file, metric } from '../../support/diagnosis/summaries.ts';

const seconds = 660;

/** A 12 V net that is low for a minute. */
function dipAt(second: number, low = 8.4): number[] {
  return [...around(13.8, second, 0.3), ...around(low, 60, 0.1), ...around(13.8, seconds - 60 - second, 0.3)];
}

function lowSupplies(sources: Record<string, number[]>) {
  const metrics = Object.entries(sources).map(([source, values]) =>
    metric('battery_voltage', values, source),
  );
  const { findings } = diagnose(aggregateOf(file('a', { to: seconds, summary: { metrics } })));
  return findings
    .filter(({ rule }) => rule === 'under-voltage')
    .map(({ evidence }) => evidence.map(({ detail }) => detail?.split(':')[0]));
}

describe('several devices that measure a supply', () => {
  test('are one finding where they fell at the same times, the lowest first', () => {
    expect(lowSupplies({ body: dipAt(300, 8.9), engine: dipAt(300), brakes: dipAt(305, 9.5) })).toEqual([
      ['engine', 'body', 'brakes'],
    ]);
  });

  test('are findings of their own where they fell at different times', () => {
    expect(lowSupplies({ engine: dipAt(100), body: dipAt(300) })).toHaveLength(2);
  });

  test('are findings of their own where one fell much more often', () => {
    const often = dipAt(300).map((volts, i) => (i % 100 < 40 ? 8.4 : volts));
    expect(lowSupplies({ engine: often, body: dipAt(300) })).toHaveLength(2);
  });
});
