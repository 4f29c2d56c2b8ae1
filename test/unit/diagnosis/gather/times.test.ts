import { describe, expect, test } from 'vitest';
import { gapShare, paceOf, unevenness, usualIntervalOf } from '../../../../src/diagnosis/gather/pace.ts';
import { rhythmOf } from '../../../../src/diagnosis/gather/rhythm.ts';
import { timingOf } from '../../../../src/diagnosis/gather/timing.ts';
import { trendOf } from '../../../../src/diagnosis/trend.ts';
import type { TopicSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { intervalBucket, intervalOfBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { pace, sighting } from '../../../support/diagnosis/aggregates.ts';
import { aggregateOf, driveStart, file, metric, ns, topic } from '../../../support/diagnosis/summaries.ts';

/** A topic with these intervals and the given number of each. */
const withIntervals = (counts: [length_ns: number, count: number][], more: Partial<TopicSummary> = {}) =>
  topic('/t', {
    intervals: Object.fromEntries(counts.map(([length, count]) => [intervalBucket(length), count])),
    max_gap_ns: 0,
    ...more,
  });
const inBucket = (length_ns: number) => intervalOfBucket(Number(intervalBucket(length_ns)));

describe('the rhythm of a topic', () => {
  test('is regular whatever the clock did a few times meanwhile', () => {
    const withPauses = (pauses: number) =>
      rhythmOf(
        withIntervals([
          [1e7, 700],
          [2.8e9, pauses],
        ]),
      ).regular;
    expect([withPauses(4), withPauses(5)]).toEqual([true, false]);
  });

  test('is regular with six of ten intervals near the usual one, and half of the time in them', () => {
    const regular = (near: number, far: number, far_ns = 3e7) =>
      rhythmOf(
        withIntervals([
          [far_ns, far],
          [1e8, near],
        ]),
      ).regular;
    expect([regular(60, 40), regular(59, 41)]).toEqual([true, false]);
    expect(
      rhythmOf(
        withIntervals([
          [1e8, 60],
          [1e9, 10],
        ]),
      ).regular,
    ).toBe(false);
    expect(
      rhythmOf(
        withIntervals(
          [
            [1e8, 60],
            [1e9, 10],
          ],
          { max_gap_ns: 5e9 },
        ),
      ).regular,
    ).toBe(true);
    expect(rhythmOf(withIntervals([[1e8, 60]], { type: 'std_msgs/msg/String' })).regular).toBe(false);
  });

  test('stays regular over a few rests of a bus, and counts such pauses', () => {
    const over = (pauses: number) =>
      rhythmOf(
        withIntervals([
          [1e8, 2000],
          [1e12, pauses],
        ]),
      );
    expect([over(2), over(4), over(5)].map((rhythm) => [rhythm.regular, rhythm.pauses])).toEqual([
      [true, 2],
      [true, 4],
      [false, 5],
    ]);
  });

  test('counts the time in intervals longer than three usual ones', () => {
    const { usual_ns, counted, gap_ns } = rhythmOf(
      withIntervals([
        [1e8, 50],
        [2e8, 10],
        [1e9, 3],
      ]),
    );
    expect([usual_ns, counted, gap_ns]).toEqual([inBucket(1e8), 63, 3 * inBucket(1e9)]);
    expect(rhythmOf(withIntervals([]))).toEqual({
      intervals: [],
      counted: 0,
      usual_ns: undefined,
      regular: false,
      gap_ns: 0,
      longest_usual_ns: undefined,
      pauses: 0,
    });
  });
});

describe('the pace of a topic', () => {
  const rhythm = {
    intervals: [],
    counted: 600,
    usual_ns: 1e8,
    regular: true,
    gap_ns: 5e8,
    longest_usual_ns: 1e8,
    pauses: 0,
  };
  const of = (more: Partial<TopicSummary>, active_ns = 6e10, change = {}) =>
    paceOf(
      topic('/t', { message_count: 602, max_gap_ns: 0, ...more }),
      { ...rhythm, ...change },
      active_ns,
      sighting(),
    );

  test('is known from fifty messages on that came in order', () => {
    expect(of({ message_count: 49 })).toBeNull();
    expect(of({ message_count: 50 })).not.toBeNull();
    expect(of({ out_of_order: 1 })).toBeNull();
    expect(of({}, 6e10, { usual_ns: undefined })).toBeNull();
    expect(of({ max_gap_ns: 6e10 })).toBeNull();
  });

  test('leaves the longest gap out of mean and jitter', () => {
    expect(of({ max_gap_ns: 1e9, jitter_sum_ns: 7e9 })).toMatchObject({
      interval_ns: Math.round(5.9e10 / 600),
      jitter_ns: Math.round((7e9 - 2 * 9e8) / 600),
      gap_ns: 5e8,
      median_ns: 1e8,
      messages: 602,
      regular: true,
      active_ns: 6e10,
    });
    expect(of({ max_gap_ns: 1e9, jitter_sum_ns: 1e9 })?.jitter_ns).toBe(0);
    expect(of({ max_gap_ns: 5e7, jitter_sum_ns: 6e9 })?.jitter_ns).toBe(1e7);
    expect(of({}, 4e8, { gap_ns: 5e8 })?.gap_ns).toBe(4e8);
  });

  test('uses the mean if it is near the median', () => {
    expect([112, 113, 88, 87].map((interval_ns) => usualIntervalOf(pace({ interval_ns })))).toEqual([
      112, 100, 88, 100,
    ]);
    expect(unevenness(pace({ jitter_ns: 30, interval_ns: 110 }))).toBeCloseTo(30 / 110);
    expect(gapShare(pace({ gap_ns: 200, active_ns: 1000 }))).toBe(0.2);
  });
});

describe('silence and pauses in a file', () => {
  const timing = (topics: TopicSummary[], more = {}) =>
    timingOf(file('a', { summary: { topics, ...more } }).summary, topics.map(rhythmOf));
  const steady = (count: number, more: Parameters<typeof topic>[1] = {}) =>
    Array.from({ length: count }, (_, i) => topic(`/t${i}`, more));
  const gap = { gap: 5, gapAt: 20 };

  test('a pause needs most of at least three regular topics', () => {
    expect(timing(steady(3, gap)).pause).toEqual({
      start_ns: ns(driveStart + 20),
      kept_time: false,
      length_ns: 5e9,
      topics: 3,
      on_bus: false,
    });
    expect(timing(steady(2, gap)).pause).toBeUndefined();
    expect(timing([...steady(4, gap), ...steady(1)]).pause?.topics).toBe(4);
    expect(timing([...steady(7, gap), ...steady(2)]).pause).toBeUndefined();
  });

  test('a pause of the only sender is one of the recording, from three seconds on', () => {
    const log = topic('/rosout', { type: 'rosgraph_msgs/Log', to: 1 });
    const sender = (seconds: number) => topic('/t', { gap: seconds, gapAt: 20, encoding: 'ros1' });
    expect(timing([sender(5), log])).toMatchObject({
      pause: { start_ns: ns(driveStart + 20), length_ns: 5e9, topics: 1, on_bus: false },
      silences: new Map(),
    });
    expect(timing([sender(2.9), log]).pause).toBeUndefined();
    expect(timing([topic('/t', { gap: 5, gapAt: 20, encoding: 'can' }), log]).pause).toBeUndefined();
  });

  test('a pause shows only on topics that are sent often enough', () => {
    const slow = Array.from({ length: 4 }, (_, i) => topic(`/slow${i}`, { hz: 0.5 }));
    expect(timing([...steady(3, { gap: 2, gapAt: 20 }), ...slow]).pause).toMatchObject({
      length_ns: 2e9,
      topics: 3,
    });
  });

  test('a pause is the period that all of its gaps share', () => {
    const gaps = [
      { gap: 5, gapAt: 20 },
      { gap: 5, gapAt: 21 },
      { gap: 9, gapAt: 19 },
    ].map((one, i) => topic(`/t${i}`, one));
    expect(timing(gaps).pause).toMatchObject({ start_ns: ns(driveStart + 21), length_ns: 4e9 });
    const apart = [
      { gap: 5, gapAt: 20 },
      { gap: 5, gapAt: 24.6 },
      { gap: 5, gapAt: 20 },
    ].map((one, i) => topic(`/t${i}`, one));
    expect(timing(apart).pause).toBeUndefined();
    expect(timing(steady(3, { gap: 0.5, gapAt: 20 })).pause?.length_ns).toBe(5e8);
    expect(timing(steady(3, { gap: 0.499, gapAt: 20 })).pause).toBeUndefined();
    expect(timing(steady(3, { hz: 1, gap: 2.9, gapAt: 20 })).pause).toBeUndefined();
  });

  test('a topic that falls silent next to a pause is still silent', () => {
    const topics = [...steady(9, gap), topic('/silent', { to: 30, gap: 5, gapAt: 20 })];
    const { pause, silences } = timing(topics);
    expect(pause?.topics).toBe(10);
    expect([...silences].map(([{ name }, { kind, length_ns }]) => [name, kind, length_ns])).toContainEqual([
      '/silent',
      'end',
      3e10,
    ]);
    expect(silences.size).toBe(1);
    expect(timing([...steady(9, gap), topic('/late', { gap: 6, gapAt: 40 })]).silences.size).toBe(1);
  });

  test('a gap that only touches a pause is a silence of its own', () => {
    const judged = (from: number, length: number) =>
      timing([...steady(9, gap), topic('/own', { gap: length, gapAt: from })]).silences.size;
    // The pause is from second 20 to 25.
    expect([judged(15, 5), judged(15, 6), judged(25, 5), judged(24, 5)]).toEqual([1, 0, 1, 0]);
  });

  test('a silence is one only if another topic went on', () => {
    const own = topic('/own', gap);
    expect(timing([own, topic('/other')]).silences.size).toBe(1);
    expect(timing([own, topic('/other', gap)]).silences.size).toBe(0);
    expect(timing([own, topic('/other', { from: 25 })]).silences.size).toBe(0);
  });

  test('control units that fall asleep at the end, or were not awake before, are not silent', () => {
    const bus = Array.from({ length: 6 }, (_, i) => topic(`CAN 1 0x10${i}`));
    const silent = (more: Parameters<typeof topic>[1], others = bus) =>
      timing([...others, topic('CAN 1 0x200', more)]).silences.size;
    expect([silent({ to: 51 }), silent({ to: 49 }), silent(gap)]).toEqual([0, 1, 1]);
    const late = Array.from({ length: 6 }, (_, i) => topic(`CAN 1 0x10${i}`, { from: 25 }));
    expect(silent(gap, late)).toBe(0);
  });

  test('a topic in bursts is silent if it stops for far longer than it ever waits', () => {
    const bursts = Object.fromEntries([
      [intervalBucket(1e4), 400],
      [intervalBucket(8e7), 200],
    ]);
    const out = (more: Parameters<typeof topic>[1]) =>
      timing([topic('/steady'), topic('/bursts', { intervals: bursts, ...more })]).silences.size;
    expect([
      out(gap),
      out({ gap: 2.9, gapAt: 20 }),
      out({ to: 50 }),
      out({ ...gap, encoding: 'ip' }),
    ]).toEqual([1, 0, 1, 0]);
    const waits = Object.fromEntries([
      [intervalBucket(1e4), 400],
      [intervalBucket(9e8), 200],
    ]);
    expect(out({ ...gap, intervals: waits })).toBe(0);
  });

  test('frames of an earlier connection at the start of a file are a clock that was set back', () => {
    const stale = (offset: number, count: number) =>
      timing(
        Array.from({ length: 5 }, (_, i) =>
          topic(`CAN 1 0x10${i}`, {
            intervals: { [intervalBucket(1e8)]: 100 },
            ...(i < count && {
              out_of_order: 1,
              out_of_order_at: { time_ns: ns(driveStart), offset },
            }),
          }),
        ),
      ).setBack?.topics;
    expect([stale(10, 3), stale(10, 2), stale(900, 3)]).toEqual([3, undefined, undefined]);
  });

  test('a single step back at the start of a file is a clock that was set back, though its times are in the span', () => {
    const back = (step: number, more: Parameters<typeof topic>[1] = {}) =>
      timing([
        ...steady(10),
        ...Array.from({ length: 3 }, (_, i) =>
          topic(`CAN 1 0x10${i}`, {
            out_of_order: 1,
            out_of_order_at: { time_ns: ns(driveStart), offset: 10, step_ns: step },
            ...more,
          }),
        ),
      ]).setBack?.topics;
    expect([back(4.2e9), back(0.9e9)]).toEqual([3, undefined]);
    // It goes back more often.
    expect(back(4.2e9, { out_of_order: 2 })).toBeUndefined();
    // A block that is stored behind the next one.
    const inGap = { time_ns: ns(driveStart + 22), offset: 10, step_ns: 4.2e9 };
    expect(back(4.2e9, { out_of_order_at: inGap, gap: 5, gapAt: 20 })).toBeUndefined();
  });

  test('a step back of one sender on a bus is a clock that was set back, if it is alone', () => {
    const back = (step: number, name = 'CAN 1 0x123') =>
      topic(name, {
        out_of_order: 1,
        out_of_order_at: { time_ns: ns(driveStart + 20), offset: 900, step_ns: step },
      });
    expect(timing([back(0.89e9)]).setBack).toMatchObject({ topics: 1, at: { topic: 'CAN 1 0x123' } });
    expect(timing([back(0.4e9)]).setBack).toBeUndefined();
    expect(timing([back(0.89e9, '/odom')]).setBack).toBeUndefined();
    expect(timing([back(0.89e9), topic('CAN 1 0x200')]).setBack).toBeUndefined();
  });

  test('topics with few messages, or seen only briefly, are not judged', () => {
    expect(timing([topic('/t', { message_count: 19 })]).silences.size).toBe(0);
    expect(timing([topic('/t', { message_count: 20 })]).silences.size).toBe(1);
    expect(timing([topic('/t', { to: 6.1, gap: 0 })]).silences.size).toBe(1);
    const brief = (type: string) => timing([topic('/t', { to: 5.9, gap: 0, type })]).silences.size;
    expect([brief('std_msgs/msg/Float64'), brief('sensor_msgs/msg/Imu')]).toEqual([0, 1]);
    expect(timing([topic('/t', { to: 5.9, gap: 0, type: 'std_msgs/msg/Float64' })]).silences.size).toBe(0);
  });

  test('a clock was set back where most of at least three topics run backwards', () => {
    const back = { out_of_order: 5 };
    const [first] = [timing(steady(3, back)).setBack];
    expect(first).toMatchObject({ topics: 3, at: { topic: '/t0', time_ns: ns(driveStart + 20) } });
    expect(timing(steady(2, back)).setBack).toBeUndefined();
    expect(timing([...steady(4, back), topic('/u')]).setBack?.topics).toBe(4);
    expect(timing([...steady(3, back), topic('/u')]).setBack).toBeUndefined();
    const places = [
      [9, 1],
      [3, 7],
      [3, 5],
    ].map(([offset = 0, seconds = 0], i) =>
      topic(`/t${i}`, { ...back, out_of_order_at: { time_ns: ns(driveStart + seconds), offset } }),
    );
    expect(timing(places).setBack?.at).toMatchObject({ topic: '/t2', offset: 3 });
    expect(timing(steady(3, back)).silences.size).toBe(0);
  });

  test('nothing is reported for a corrupt file or one without times', () => {
    const verdict = { code: 'corrupt' as const, message: 'Hurt.', salvaged_messages: 1 };
    for (const more of [{ verdict }, { span: null }])
      expect(timing(steady(4, gap), more)).toEqual({
        pause: undefined,
        setBack: undefined,
        silences: new Map(),
      });
  });
});

describe('a trend', () => {
  const line = (values: number[], step = 1) =>
    values.map((avg, i) => ({ time_s: i * step, avg, min: avg, max: avg }));

  test('needs eight points that are apart in time', () => {
    expect(trendOf(line([0, 1, 2, 3, 4, 5, 6]))).toBeUndefined();
    expect(trendOf(line([0, 2, 4, 6, 8, 10, 12, 14]))).toEqual({ slope: 2, error: 0, fit: 1 });
    expect(trendOf(line([0, 1, 2, 3, 4, 5, 6, 7], 0))).toBeUndefined();
    expect(trendOf(line([5, 5, 5, 5, 5, 5, 5, 5]))).toEqual({ slope: 0, error: 0, fit: 0 });
  });

  test('has the confidence of Student’s distribution', () => {
    // Residuals ±1 in turn around y = x: uncorrelated, so all 12 points count; t(10) = 2.228.
    const { slope, error, fit } =
      trendOf(line(Array.from({ length: 12 }, (_, i) => i + (i % 2 ? 1 : -1)))) ?? {};
    const xx = 143;
    const xy = Array.from({ length: 12 }, (_, i) => (i - 5.5) * (i + (i % 2 ? 1 : -1))).reduce(
      (a, b) => a + b,
    );
    const yy = Array.from({ length: 12 }, (_, i) => (i + (i % 2 ? 1 : -1) - 5.5) ** 2).reduce(
      (a, b) => a + b,
    );
    expect(slope).toBeCloseTo(xy / xx, 9);
    expect(fit).toBeCloseTo(xy ** 2 / xx / yy, 9);
    expect(error).toBeCloseTo(2.228 * Math.sqrt((yy - xy ** 2 / xx) / 10 / xx), 2);
  });

  test('comes by metric, then by source, then by file', () => {
    const rising = Array.from({ length: 600 }, (_, i) => 20 + i / 10);
    const own = { start_ns: '0', end_ns: ns(600), clock: 'boot' } as const;
    const one = (name: string) =>
      file(name, {
        summary: {
          span: own,
          metrics: [
            metric('ram_percent', rising, 'a'),
            metric('cpu_percent', rising, 'b'),
            metric('cpu_percent', rising, 'a'),
          ],
        },
      });
    const { trends } = aggregateOf(one('2'), one('1'));
    expect(trends.map(({ name, source, file: of }) => `${name} ${source} ${of?.file_name}`)).toEqual([
      'cpu_percent a 1',
      'cpu_percent a 2',
      'cpu_percent b 1',
      'cpu_percent b 2',
      'ram_percent a 1',
      'ram_percent a 2',
    ]);
  });

  test('lasts a minute, and rules judge all of them, in order', () => {
    const rising = (count: number) => Array.from({ length: count }, (_, i) => 20 + i / 10);
    const trends = (count: number, names: string[]) =>
      aggregateOf(
        file('a', {
          to: count,
          summary: { metrics: names.map((name) => metric('ram_percent', rising(count), name)) },
        }),
      ).trends.map(({ source, seconds }) => [source, Math.round(seconds)]);
    expect(trends(40, ['a'])).toEqual([]);
    expect(trends(600, ['b', 'a'])).toEqual([
      ['a', expect.any(Number)],
      ['b', expect.any(Number)],
    ]);
    expect(
      trends(
        600,
        Array.from({ length: 70 }, (_, i) => `s${i}`),
      ),
    ).toHaveLength(70);
  });
});
