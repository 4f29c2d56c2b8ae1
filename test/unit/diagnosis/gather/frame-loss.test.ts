import { describe, expect, test } from 'vitest';
import { createFrameLosses, lossOf, missingShare } from '../../../../src/diagnosis/gather/frame-loss.ts';
import type { Loss } from '../../../../src/diagnosis/gather/loss-by-chance.ts';
import type { Rhythm } from '../../../../src/diagnosis/gather/rhythm.ts';
import { intervalOfBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { driveStart, file, ns, topic } from '../../../support/diagnosis/summaries.ts';

/** A bucket of the histogram; four more are twice the interval. */
const period = 80;
/** How many intervals there are, by their distance from the period in buckets. */
type Counts = Record<number, number>;

function rhythm(counts: Counts, regular = true): Rhythm {
  const intervals = Object.entries(counts).map(([off, count]): [string, number] => [
    `${period + Number(off)}`,
    count,
  ]);
  const counted = intervals.reduce((sum, [, count]) => sum + count, 0);
  const usual_ns = intervalOfBucket(period);
  return { intervals, counted, regular, usual_ns, gap_ns: 0, longest_usual_ns: undefined, pauses: 0 };
}
const frame = (name = 'CAN 1 0x1A0') => topic(name, { type: 'CAN' });
const loss = (counts: Counts, regular = true) => lossOf(frame(), rhythm(counts, regular));
/** Without a rate of its own but by the shape of its intervals. */
const thinned = (counts: Counts) => loss(counts, false) !== undefined;

describe('frames that were due', () => {
  test('are one for each period that an interval lasts', () => {
    expect(loss({ 0: 100 })).toEqual({ expected: 100, seen: 100 });
    expect(loss({ 0: 100, 4: 20, 8: 3 })).toEqual({ expected: 100 + 2 * 20 + 4 * 3, seen: 123 });
    // Less than half a period is one turn all the same.
    expect(loss({ [-6]: 5, 0: 95 })).toEqual({ expected: 100, seen: 100 });
  });

  test('are none in a pause of more than twenty periods', () => {
    expect(loss({ 0: 100, 17: 1 })).toEqual({ expected: 120, seen: 101 });
    expect(loss({ 0: 100, 18: 1 })).toEqual({ expected: 100, seen: 100 });
  });

  test('are none of a sender that sends in bursts, pausing again and again most of the time', () => {
    expect(loss({ 0: 100, 24: 9 })).toEqual({ expected: 100, seen: 100 });
    expect(loss({ 0: 100, 24: 10 })).toBeUndefined();
    expect(loss({ 0: 640, 24: 10 })).toEqual({ expected: 640, seen: 640 });
    expect(loss({ 0: 639, 24: 10 })).toBeUndefined();
  });

  test('are none where twice the period is as common: then it is the pace of the logger', () => {
    expect(loss({ 0: 60, 4: 59 })).toEqual({ expected: 60 + 2 * 59, seen: 119 });
    expect(loss({ 0: 60, 4: 60 })).toBeUndefined();
    expect(loss({ 0: 50, 3: 30, 5: 30 })).toBeUndefined();
  });

  test('are known from fifty intervals on, of a sender that has a period', () => {
    expect(loss({ 0: 49 })).toBeUndefined();
    expect(loss({ 0: 50 })).toBeDefined();
    expect(loss({ 0: 50 }, false)).toBeUndefined();
    expect(lossOf(frame('CAN 1 0x7E8'), rhythm({ 0: 100 }))).toBeUndefined();
  });
});

describe('the period', () => {
  test('is the shortest interval that is half as common as the most common one', () => {
    expect(loss({ 0: 32, 8: 64 })).toEqual({ expected: 32 + 4 * 64, seen: 96 });
    expect(loss({ 0: 31, 8: 64 })).toBeUndefined();
  });

  test('is none where more than a tenth of the intervals are shorter', () => {
    expect(loss({ [-4]: 10, 0: 90 })).toEqual({ expected: 100, seen: 100 });
    expect(loss({ [-4]: 11, 0: 90 })).toBeUndefined();
    // What lies beside it may be of the same interval.
    expect(loss({ [-1]: 12, 0: 10, 1: 90 })).toEqual({ expected: 112, seen: 112 });
  });

  test('is the more common of two neighbours, the shorter of equal ones', () => {
    // Thrice the shorter one, twice the longer one.
    const long = (shorter: number, longer: number) => loss({ 0: shorter, 1: longer, 6: 1 })?.expected;
    expect([long(50, 40), long(45, 45), long(40, 50)]).toEqual([93, 93, 92]);
  });
});

describe('a sender that loses most of its frames has a period', () => {
  test('if each further multiple is rarer by the same ratio, from half of it to twice', () => {
    const third = (count: number) => thinned({ 0: 64, 4: 32, 6: count });
    expect([third(7), third(8), third(16), third(32), third(33)]).toEqual([false, true, true, true, false]);
    expect(thinned({ 0: 64, 6: 16 })).toBe(false);
    expect(thinned({ 0: 64, 4: 64, 6: 64 })).toBe(false);
    expect(thinned({ 0: 64, 4: 63, 6: 62 })).toBe(true);
  });

  test('wherever a multiple falls beside its bucket', () => {
    for (const twice of [3, 4, 5]) expect(thinned({ 0: 64, [twice]: 32, 7: 16 })).toBe(true);
    expect(thinned({ 0: 60, 1: 4, 4: 32, 6: 8, 7: 8 })).toBe(true);
    expect(thinned({ [-1]: 4, 0: 60, 4: 32, 6: 16 })).toBe(true);
    expect(thinned({ 0: 64, 6: 32, 8: 16 })).toBe(false);
    expect(thinned({ 0: 64, 4: 32, 8: 16 })).toBe(false);
  });

  test('if at most a tenth lies in between', () => {
    const between = (count: number) => thinned({ 0: 64, 2: count, 4: 32, 6: 12 });
    expect([between(12), between(13)]).toEqual([true, false]);
  });
});

describe('the frames missing on a bus', () => {
  type Sender = [name: string, counts: Counts];
  const recording = (name: string, senders: Sender[]) => ({
    one: file(name, { summary: { topics: senders.map(([sender]) => frame(sender)) } }),
    rhythms: senders.map(([, counts]) => rhythm(counts)),
  });
  const losses = (...recordings: ReturnType<typeof recording>[]) => {
    const gathered = createFrameLosses();
    for (const { one, rhythms } of recordings) gathered.add(one, rhythms);
    return gathered.finish();
  };
  const whole: Counts = { 0: 100 };

  test('are added up over its senders, the one that misses most is named', () => {
    const [first, ...others] = losses(
      recording('a', [
        ['CAN 1 0x1A0', whole],
        ['CAN 1 0x1A1', { 0: 98, 4: 1 }],
        ['CAN 1 0x1A2', { 0: 60, 4: 20 }],
        ['CAN 1 0x1A3', { 0: 60, 4: 20 }],
        ['CAN 2 0x1A0', whole],
        ['/imu', { 0: 60, 4: 20 }],
      ]),
    );
    expect(first).toEqual({
      at: expect.objectContaining({ file_name: 'a', time_ns: ns(driveStart), topic: 'CAN 1 0x1A2' }),
      ...{ bus: 'CAN 1', senders: 4, lossy: 2, scattered: 3, expected: 400, seen: 359, worst: 'CAN 1 0x1A2' },
    });
    expect(others).toEqual([]);
  });

  test('count for a sender from five in a hundred on', () => {
    const lossy = (counts: Counts) => losses(recording('a', [['CAN 1 0x1A0', counts]]))[0]?.lossy;
    expect([lossy({ 0: 90, 4: 5 }), lossy({ 0: 92, 4: 4 })]).toEqual([1, 0]);
  });

  test('count as scattered from one in a hundred on, the longest gap left out', () => {
    const scattered = (twice: number, gap: number) => {
      const topics = [topic('CAN 1 0x1A0', { type: 'CAN', max_gap_ns: gap * intervalOfBucket(period) })];
      const gathered = createFrameLosses();
      gathered.add(file('a', { summary: { topics } }), [rhythm({ 0: 400 - 2 * twice, 4: twice })]);
      return gathered.finish()[0]?.scattered;
    };
    expect([scattered(5, 2), scattered(4, 2), scattered(6, 3), scattered(5, 3)]).toEqual([
      1,
      undefined,
      1,
      undefined,
    ]);
  });

  test('are listed with the greatest share first, then by their file, of the worst fifty', () => {
    const missing = (name: string, twice: number) =>
      recording(name, [['CAN 1 0x1A0', { 0: 100 - 2 * twice, 4: twice }]]);
    const named = losses(missing('b', 10), missing('c', 20), missing('a', 10));
    expect(named.map(({ at }) => at.file_name)).toEqual(['c', 'a', 'b']);
    const many = Array.from({ length: 51 }, (_, i) => missing(`${i}`, i === 50 ? 20 : 10));
    expect([losses(...many).length, losses(...many)[0]?.at.file_name]).toEqual([50, '50']);
  });

  test('have a place in a recording without times', () => {
    const { one, rhythms } = recording('a', [['CAN 1 0x1A0', { 0: 60, 4: 20 }]]);
    const timeless = { ...one, summary: { ...one.summary, span: null } };
    expect(losses({ one: timeless, rhythms })[0]?.at.time_ns).toBe('0');
  });

  test.each<[Loss, number]>([
    [{ expected: 8, seen: 6 }, 0.25],
    [{ expected: 0, seen: 0 }, 0],
  ])('of %o are the share %d', (one, share) => {
    expect(missingShare(one)).toBe(share);
  });
});
