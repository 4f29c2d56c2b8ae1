import { describe, expect, test } from 'vitest';
import { sleepOf } from '../../../../src/diagnosis/gather/bus-sleep.ts';
import { lossOf } from '../../../../src/diagnosis/gather/frame-loss.ts';
import type { Rhythm } from '../../../../src/diagnosis/gather/rhythm.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { topic } from '../../../support/diagnosis/summaries.ts';

/** A sender by its intervals in milliseconds; the first is the usual one. */
function sender(...counts: [ms: number, count: number][]): Rhythm {
  const intervals = counts.map(([ms, count]): [string, number] => [`${intervalBucket(ms * 1e6)}`, count]);
  const counted = counts.reduce((sum, [, count]) => sum + count, 0);
  const usual_ns = (counts[0]?.[0] ?? 0) * 1e6;
  return { intervals, counted, regular: true, usual_ns, gap_ns: 0, longest_usual_ns: undefined, pauses: 0 };
}

const asleep = [
  sender([50, 1800], [800, 3], [950, 6], [2200, 1]),
  sender([100, 900], [850, 9], [2200, 1]),
  sender([100, 900], [850, 7], [1300, 3]),
  sender([200, 450], [1100, 9], [2200, 1]),
];
/** Three turns each time: it cannot show that they are pauses. */
const slow = sender([500, 170], [1400, 9], [2000, 2]);

describe('a bus that sleeps', () => {
  test('is one on which nearly all senders have long gaps alone', () => {
    expect(sleepOf([...asleep, slow]) / 1e6).toBeCloseTo(700, -2);
    expect(sleepOf(asleep.slice(0, 2))).toBe(Number.POSITIVE_INFINITY);
    const awake = [sender([100, 900])];
    expect(sleepOf([...asleep, ...awake])).toBe(Number.POSITIVE_INFINITY);
  });

  test('is none if senders miss single turns more often', () => {
    const lossy = sender([100, 600], [200, 200], [300, 70], [600, 20]);
    expect(sleepOf([lossy, lossy, lossy, lossy])).toBe(Number.POSITIVE_INFINITY);
  });

  test('loses no frames while it sleeps', () => {
    const lossOn = (one: Rhythm) =>
      lossOf(topic('CAN 1 0x1A0', { type: 'CAN' }), one, sleepOf([...asleep, slow]));
    expect(asleep.map(lossOn).map((loss) => (loss?.expected ?? 0) - (loss?.seen ?? 0))).toEqual([0, 0, 0, 0]);
    expect(lossOn(slow)).toEqual({ expected: 170, seen: 170 });
    // Single turns are missing all the same.
    expect(lossOn(sender([100, 800], [200, 80], [850, 10]))).toEqual({ expected: 960, seen: 880 });
  });
});
