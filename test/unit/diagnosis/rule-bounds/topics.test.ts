import { describe, expect, test } from 'vitest';
import { found, judged, pace, sighting, topicAggregate } from '../../../support/diagnosis/aggregates.ts';
import { driveStart, ns } from '../../../support/diagnosis/summaries.ts';

describe('topics', () => {
  const named = (count: number, more: Parameters<typeof topicAggregate>[1]) =>
    Array.from({ length: count }, (_, i) => topicAggregate(`/t${i}`, more));

  test('silent for as many intervals and as long as it takes', () => {
    const silence = (length_s: number, usual_s: number) => ({
      silence: { kind: 'gap' as const, length_ns: length_s * 1e9, usual_ns: usual_s * 1e9, at: sighting() },
    });
    const at = (length: number, usual: number) =>
      judged('silent-topic', { topics: named(1, silence(length, usual)) });
    expect([at(0.999, 0.01), at(1, 0.01), at(3.999, 0.2), at(4, 0.2)]).toEqual([
      [],
      ['warning'],
      [],
      ['warning'],
    ]);
    const sensor = (length: number) =>
      judged('silent-topic', {
        topics: named(1, { ...silence(length, 0.2), type: 'sensor_msgs/msg/LaserScan' }),
      });
    expect([sensor(1.999), sensor(2)]).toEqual([[], ['warning']]);
    expect([at(29.999, 0.1), at(30, 0.1)]).toEqual([['warning'], ['error']]);
    const flooded = (length: number) => ({ silence: { ...silence(length, 0.01).silence, flooding: 2 } });
    const inFlood = (length: number) => judged('silent-topic', { topics: named(1, flooded(length)) });
    expect([inFlood(0.199), inFlood(0.2), inFlood(40)]).toEqual([[], ['warning'], ['warning']]);
    const both = [topicAggregate('/t', silence(40, 0.1)), topicAggregate('CAN 1 0x0C9', flooded(1))];
    expect(judged('silent-topic', { topics: both })).toEqual(['error', 'warning']);
    const onBus = topicAggregate('CAN 1 0x0C9', silence(40, 0.1));
    expect(judged('silent-topic', { topics: [onBus] })).toEqual(['warning']);
    expect(judged('silent-topic', { topics: [onBus, ...named(1, silence(40, 0.1))] })).toEqual(['error']);
    expect(
      found('silent-topic', {
        topics: [topicAggregate('/short', silence(2, 0.1)), topicAggregate('/long', silence(3, 0.1))],
      }),
    ).toEqual(['warning: 2 topics fell silent, /long for 3 s']);
  });

  test('uneven by the share of their interval', () => {
    const at = (jitter_ns: number, count = 1) =>
      found('topic-jitter', { topics: named(count, { most_uneven: pace({ jitter_ns }) }) });
    expect(at(49)).toEqual([]);
    expect(at(50)).toEqual(['info: Topic /t0 comes unevenly']);
    expect(at(50, 2)).toEqual(['info: 2 topics come unevenly, most of all /t0']);
    expect(at(50, 3)).toEqual(['warning: 3 topics come unevenly, most of all /t0']);
    const [a, b] = [60, 70].map((jitter_ns) => ({ most_uneven: pace({ jitter_ns }) }));
    expect(found('topic-jitter', { topics: [topicAggregate('/a', a), topicAggregate('/b', b)] })[0]).toMatch(
      /\/b$/,
    );
  });

  test('with gaps, by their number and by their share of the time', () => {
    const at = (gaps: number, gap_ns: number, count = 1) =>
      found('topic-gaps', { topics: named(count, { most_gaps: pace({ gaps, gap_ns }) }) });
    expect([at(9, 500), at(10, 49)]).toEqual([[], []]);
    expect(at(10, 50)).toEqual(['info: Topic /t0 has 10 gaps']);
    expect(at(10, 50, 2)).toEqual(['info: 2 topics lose messages, most of all /t0']);
    expect(at(10, 50, 3)).toEqual(['warning: 3 topics lose messages, most of all /t0']);
    const [a, b] = [60, 70].map((gap_ns) => ({ most_gaps: pace({ gaps: 10, gap_ns }) }));
    expect(found('topic-gaps', { topics: [topicAggregate('/a', a), topicAggregate('/b', b)] })[0]).toMatch(
      /\/b$/,
    );
  });

  test('of sensors with pauses, by their number and by their share of the time', () => {
    const pauses = (count: number, percent: number) => ({
      pauses: { count, time_ns: percent, longest_ns: percent, usual_ns: 1, active_ns: 100, at: sighting() },
    });
    const at = (count: number, percent: number) =>
      found('sensor-pauses', { topics: [topicAggregate('/t0', pauses(count, percent))] });
    expect([at(1, 5), at(2, 4), at(2, 50)]).toEqual([[], [], []]);
    expect(at(2, 5)).toEqual(['warning: /t0 pauses again and again']);
    expect(at(2, 49)).toEqual(['warning: /t0 pauses again and again']);
    const topics = [topicAggregate('/a', pauses(2, 6)), topicAggregate('/b', pauses(2, 7))];
    expect(found('sensor-pauses', { topics })).toEqual([
      'warning: 2 sensor topics pause again and again, most of all /b',
    ]);
  });

  test('out of order', () => {
    const disorder = (count: number, messages = 1000) => ({
      out_of_order: count,
      out_of_order_at: { ...sighting(), count, messages },
    });
    const at = (topics: number, count: number, messages?: number) =>
      found('out-of-order', { topics: named(topics, disorder(count, messages)) });
    expect(at(1, 9)).toEqual([]);
    expect(at(1, 10)).toEqual(['info: Messages out of order on /t0']);
    expect(at(2, 10)).toEqual(['info: Messages out of order on 2 topics']);
    expect(at(3, 10)).toEqual(['warning: Messages out of order on 3 topics']);
    expect(at(3, 10, 1001)).toEqual(['info: Messages out of order on 3 topics']);
    const onBus = (count: number, messages?: number) =>
      found('out-of-order', { topics: [topicAggregate('CAN 1 0x418', disorder(count, messages))] });
    expect(onBus(9)).toEqual([]);
    expect(onBus(10)).toEqual(['warning: Messages out of order on CAN 1 0x418']);
    expect(onBus(10, 1001)).toEqual(['info: Messages out of order on CAN 1 0x418']);
  });

  test('that became slower, in mean and median, and later', () => {
    const later = sighting({ time_ns: ns(driveStart + 60), file_name: 'b' });
    const at = (slower: Partial<Parameters<typeof pace>[0]>, before = {}) =>
      found('falling-rate', {
        topics: [topicAggregate('/t', { fastest: pace(before), slowest: pace({ at: later, ...slower }) })],
      });
    expect(at({ interval_ns: 149, median_ns: 150 })).toEqual([]);
    expect(at({ interval_ns: 150, median_ns: 122 })).toEqual([]);
    expect(at({ interval_ns: 150, median_ns: 123 })).toEqual([
      'warning: Topic /t fell from 10000000 Hz to 6666667 Hz',
    ]);
    const slow = { interval_ns: 200, median_ns: 200 };
    expect(at({ ...slow, regular: false })).toEqual([]);
    expect(at(slow, { regular: false })).toEqual([]);
    expect(at({ ...slow, at: sighting({ time_ns: ns(driveStart - 60) }) })).toEqual([]);
    expect(at({ ...slow, at: { ...later, clock: 'boot' } })).toEqual([]);
    expect(at(slow, { at: sighting({ clock: 'boot' }) })).toEqual([]);
  });
});
