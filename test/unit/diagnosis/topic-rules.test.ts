import { describe, expect, test } from 'vitest';
import {
  details,
  findings,
  pace,
  sighting,
  source,
  topicAggregate,
  trendAggregate,
} from '../../support/diagnosis/aggregates.ts';
import { driveStart, ns } from '../../support/diagnosis/summaries.ts';

/** After a sighting. */
const fiveSeconds = { from: '2026-03-01T08:00:00Z', to: '2026-03-01T08:00:05Z' };

describe('times and topics', () => {
  test('clocks are ahead or behind, and the evidence says by how much', () => {
    const offset = (offset_s: number) => ({
      reference: { file_id: 'a', file_name: 'a' },
      other: { file_id: 'b', file_name: 'b', clock: 'unix' as const },
      offset_s,
      error_s: 0.5,
      landmarks: 4,
    });
    const [finding] = findings('clock-offset', { clock_offsets: [offset(3), offset(-9)] });
    expect(finding?.description).toMatch(/^b is 9 s behind a/);
    expect(finding?.evidence).toEqual([
      { file_id: 'b', file_name: 'b', detail: '9 s behind a, ± 0.5 s, 4 events' },
      { file_id: 'b', file_name: 'b', detail: '3 s ahead of a, ± 0.5 s, 4 events' },
    ]);
  });

  test('pauses are counted where there are more', () => {
    const pause = { at: sighting(), length_ns: 5e9, topics: 4, on_bus: false, kept_time: false };
    const of = (...pauses: (typeof pause)[]) => findings('recording-pause', { pauses })[0];
    expect(of(pause)?.description).toBe('4 topics fell silent together for 5 s.');
    expect(of(pause, pause)?.description).toBe(
      '4 topics fell silent together for 5 s; 2 files have such a pause.',
    );
    expect(details(of(pause))).toEqual(['4 topics silent for 5 s']);
    expect(of(pause)?.lasted).toEqual(fiveSeconds);
  });

  test('silent topics say whether they came again', () => {
    const silence = (kind: 'gap' | 'end') => ({
      silence: { kind, length_ns: 5e9, usual_ns: 1e8, at: sighting() },
    });
    const of = (name: string, kind: 'gap' | 'end') =>
      findings('silent-topic', { topics: [topicAggregate(name, silence(kind))] })[0];
    expect(of('/t', 'gap')?.description).toBe('/t paused for 5 s, although it otherwise comes every 0.1 s.');
    expect(of('/t', 'end')?.description).toMatch(/^\/t stopped for 5 s before the recording ended, although/);
    expect(of('/t', 'gap')?.lasted).toEqual(fiveSeconds);
    expect(details(of('/t', 'gap'))).toEqual(['gap of 5 s, usually every 0.1 s']);
    expect(details(of('/t', 'end'))).toEqual(['silent to the end of 5 s, usually every 0.1 s']);
    expect(of('CAN 1 0x0C9', 'gap')?.likely_cause).toMatch(/ignition/);
    expect(of('/t', 'gap')?.likely_cause).not.toMatch(/ignition/);
  });

  test('uneven topics and those with gaps say how much', () => {
    const at = pace({
      interval_ns: 1e8,
      median_ns: 1e8,
      jitter_ns: 6e7,
      gaps: 12,
      gap_ns: 200,
      active_ns: 1000,
    });
    const uneven = findings('topic-jitter', { topics: [topicAggregate('/t', { most_uneven: at })] })[0];
    expect(uneven?.description).toMatch(
      /changes by 60 ms on average \(60 % of its usual 0\.1 s\)|changes by 0\.06 s/,
    );
    expect(details(uneven)).toEqual(['mean jitter 60 % of the usual 0.1 s in this file']);
    const gaps = findings('topic-gaps', { topics: [topicAggregate('/t', { most_gaps: at })] })[0];
    expect(gaps?.description).toMatch(/usual intervals \(0\.3 s\) late 12 times, together 20 %/);
    expect(gaps?.evidence[0]).toMatchObject({ count: 12, detail: 'gaps in this file, 20 % of its time' });
  });

  test('a bus that loses frames is not judged by its rhythm and load', () => {
    const at = sighting();
    const senders = { senders: 4, lossy: 4, scattered: 4, worst: 'CAN 1 0x100' };
    const loss = { at, bus: 'CAN 1', expected: 100, seen: 40, ...senders };
    const uneven = { most_uneven: pace({ interval_ns: 1e8, median_ns: 1e8, jitter_ns: 6e7 }) };
    const topics = [topicAggregate('CAN 1 0x100', uneven), topicAggregate('CAN 2 0x100', uneven)];
    expect(findings('topic-jitter', { topics, frame_losses: [loss] })[0]?.evidence).toHaveLength(1);
    const load = [
      source(
        'bus_load_percent',
        Array.from({ length: 20 }, () => 95),
        'CAN 1',
      ),
    ];
    const judge = (frame_losses: (typeof loss)[]) =>
      findings('bus-load', { metric_sources: load, metrics: load, frame_losses });
    expect([judge([]).length, judge([loss]).length, judge([{ ...loss, seen: 97 }]).length]).toEqual([
      1, 0, 1,
    ]);
  });

  test('topics that are most out of order are listed first', () => {
    const disorder = (name: string, count: number) =>
      topicAggregate(name, {
        out_of_order: count,
        out_of_order_at: { ...sighting({ topic: name }), count, messages: 1000 },
      });
    const [finding] = findings('out-of-order', { topics: [disorder('/a', 20), disorder('/b', 30)] });
    expect(finding?.description).toMatch(/30 of 1,000 messages on \/b \(3\.0 %\)/);
    expect(finding?.evidence[0]).toMatchObject({
      topic: '/b',
      count: 30,
      detail: expect.stringMatching(/^the first/),
    });
  });

  test('sentences of a receiver that go back are a warning, however few topics', () => {
    const at = { ...sighting({ topic: 'GPGGA' }), count: 20, messages: 1000 };
    const ofType = (type: string) =>
      findings('out-of-order', {
        topics: [{ ...topicAggregate('GPGGA', { out_of_order: 20, out_of_order_at: at }), type }],
      })[0];
    expect(ofType('NMEA 0183 GGA')).toMatchObject({
      severity: 'warning',
      likely_cause: expect.stringMatching(/receivers/),
    });
    expect(ofType('nav/Fix')?.severity).toBe('info');
  });

  test('rows of a table that go back are a warning', () => {
    const ofTopic = (name: string, out_of_order: number) => {
      const at = { ...sighting({ topic: name }), count: out_of_order, messages: 1000 };
      return findings('out-of-order', {
        topics: [topicAggregate(name, { out_of_order, out_of_order_at: at })],
      })[0];
    };
    expect(ofTopic('table', 10)).toMatchObject({
      severity: 'warning',
      likely_cause: expect.stringMatching(/clock of the logger/),
    });
    expect(ofTopic('table', 9)).toBeUndefined();
    expect(ofTopic('/table', 10)?.severity).toBe('info');
  });

  test('rates that fell most are listed first', () => {
    const later = sighting({ time_ns: ns(driveStart + 60), file_name: 'b' });
    const slower = (name: string, factor: number) =>
      topicAggregate(name, {
        fastest: pace({ interval_ns: 5e7, median_ns: 5e7 }),
        slowest: pace({ interval_ns: 5e7 * factor, median_ns: 5e7 * factor, at: later }),
      });
    const [finding] = findings('falling-rate', { topics: [slower('/a', 2), slower('/b', 4)] });
    expect(finding?.title).toBe('The rates of 2 topics fell, /b from 20 Hz to 5.00 Hz');
    expect(details(finding)?.[0]).toBe('5.00 Hz in this file, 20 Hz before');
    expect(findings('falling-rate', { topics: [{ ...slower('/a', 2), slowest: null }] })).toEqual([]);
  });

  test('trends have the extremes of their own source as evidence', () => {
    const sources = [
      source('ram_percent', [1, 2], 'other'),
      source('cpu_percent', [3, 4]),
      { ...source('ram_percent', [5, 6]), system: 'else' },
      source('ram_percent', [40, 90]),
    ];
    const trend = trendAggregate('ram_percent', { slope_per_hour: 60, late_slope_per_hour: 60 });
    const [finding] = findings('memory-leak', { trends: [trend], metric_sources: sources });
    expect(details(finding)).toEqual(['highest 90 %', 'lowest 40 %']);
    expect(finding?.description).toMatch(/^host rose by 20 %/);
    const [alone] = findings('memory-leak', { trends: [trend] });
    expect(alone?.evidence).toEqual([]);
    const [sag] = findings('voltage-sag', {
      trends: [
        trendAggregate('battery_voltage', {
          last: 10.8,
          change: -1.2,
          slope_per_hour: -7,
          late_slope_per_hour: -7,
        }),
      ],
    });
    expect(sag?.description).toMatch(/^host fell by 1\.2 V within 10 min/);
    const [hotter] = findings('temperature-rising', {
      trends: [
        trendAggregate('temperature_celsius', { last: 75, slope_per_hour: 20, late_slope_per_hour: 20 }),
      ],
    });
    expect(hotter?.description).toMatch(/it reaches 85 °C in 30 min\.$/);
  });
});
