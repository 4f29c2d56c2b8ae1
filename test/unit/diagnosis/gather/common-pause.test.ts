import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rhythmOf } from '../../../../src/diagnosis/gather/rhythm.ts';
import { timingOf } from '../../../../src/diagnosis/gather/timing.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { file, topic } from '../../../support/diagnosis/summaries.ts';

const periods = [0.01, 0.01, 0.02, 0.02, 0.05, 0.1, 0.1] as const;

/** The pause of a minute on a bus of which sender `i` is silent for `gap(i)` seconds from second 20 on. */
function pauseOf(gap: (i: number, period: number) => number, senders: readonly number[] = periods) {
  const topics = senders.map((period, i) =>
    topic(`CAN 1 0x10${i}`, { hz: 1 / period, gap: gap(i, period), gapAt: 20, encoding: 'can', type: 'CAN' }),
  );
  return timingOf(file('a', { summary: { topics } }).summary, topics.map(rhythmOf)).pause;
}

/** A whole number of periods, as long as the pause or longer. */
const inTime = (seconds: number) => (_: number, period: number) =>
  Math.ceil(seconds / period - 1e-6) * period;

describe('a pause of a bus', () => {
  test('that lasts whole periods of its senders is not theirs, however long it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 200 }), (tenths) => {
        expect(pauseOf(inTime(tenths / 10))).toMatchObject({ on_bus: true, kept_time: true });
      }),
    );
  });

  test('after which each sender begins anew is a rest', () => {
    const phases = fc.array(fc.double({ min: 0.15, max: 0.85, noNaN: true }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 200 }), phases, (tenths, phase) => {
        const gap = (i: number, period: number) =>
          inTime(tenths / 10)(i, period) + (phase[i] as number) * period;
        expect(pauseOf(gap)).toMatchObject({ on_bus: true, kept_time: false });
      }),
    );
  });

  test('shows as in time although others like it make the period uncertain', () => {
    // Two more pauses of 2.7 s, which a bucket of the histogram tells within 12 % only.
    const topics = [0.05, 0.05, 0.1, 0.1, 0.1, 0.1].map((period, i) => {
      const turns = Math.round(49 / period - (3 * 2.7) / period);
      const intervals = { [intervalBucket(period * 1e9)]: turns, [intervalBucket(2.7e9)]: 3 };
      const gap = { hz: 1 / period, to: 49, gap: 2.7, gapAt: 20, message_count: turns + 4 };
      return topic(`CAN 1 0x10${i}`, { ...gap, encoding: 'can', type: 'CAN', intervals });
    });
    const { pause } = timingOf(file('a', { to: 49, summary: { topics } }).summary, topics.map(rhythmOf));
    expect(pause).toMatchObject({ kept_time: true });
  });

  test('needs five senders, one of which misses twenty turns', () => {
    expect(pauseOf(inTime(1), periods.slice(0, 4))).toMatchObject({ kept_time: false });
    expect(pauseOf(inTime(1), periods.slice(0, 5))).toMatchObject({ kept_time: true });
    const slow = [0.1, 0.1, 0.1, 0.1, 0.1];
    expect(pauseOf(inTime(1.9), slow)).toMatchObject({ kept_time: false });
    expect(pauseOf(inTime(2), slow)).toMatchObject({ kept_time: true });
  });
});
