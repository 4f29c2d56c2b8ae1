import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displacedSenders } from '../../../../src/diagnosis/gather/bus-flood.ts';
import { rhythmOf } from '../../../../src/diagnosis/gather/rhythm.ts';
import type { TopicSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { topic as anyTopic, driveStart, ns } from '../../../support/diagnosis/summaries.ts';

const topic: typeof anyTopic = (name, more) => anyTopic(name, { type: 'CAN', ...more });
/** Sent every 10 ms, and silent from second 20 on. */
const victim = (name = 'CAN 1 0x100', gap = 2) => topic(name, { hz: 100, gap, gapAt: 20 });
/** Sent 2,000 times a second from second 20 on. */
const flood = (name = 'CAN 1 0x001', more: Parameters<typeof topic>[1] = {}) =>
  topic(name, { hz: 2000, from: 20, to: 22, ...more });

function displaced(...topics: TopicSummary[]) {
  const span = { start_ns: ns(driveStart), end_ns: ns(driveStart + 60), clock: 'unix' as const };
  const found = displacedSenders({ topics, span }, topics.map(rhythmOf));
  return [...found].map(
    ([{ name }, { kind, length_ns, flooding }]) => `${name}: ${kind} of ${length_ns / 1e9} s, ${flooding}`,
  );
}

describe('a flood of a bus', () => {
  test('displaces the senders of lower priority on that bus', () => {
    const senders = [
      victim(),
      victim('CAN 1 0x000'),
      victim('CAN 2 0x100'),
      topic('CAN 1 0x101', { hz: 100 }),
    ];
    expect(displaced(...senders, flood())).toEqual(['CAN 1 0x100: gap of 2 s, 1']);
    expect(displaced(...senders)).toEqual([]);
  });

  test('compares extended identifiers with standard ones as the bus does', () => {
    // The first 11 bits of 0x0CF00400 are 0x33C.
    expect(displaced(victim('CAN 1 0x0CF00400'), flood('CAN 1 0x33B'))).toHaveLength(1);
    expect(displaced(victim('CAN 1 0x0CF00400'), flood('CAN 1 0x33D'))).toEqual([]);
  });

  test('may come twice, and may last to the end', () => {
    const early = { from: 5, gap: 15, gapAt: 5.1 };
    expect(displaced(victim(), flood('CAN 1 0x001', { ...early, to: 22 }))).toEqual([]);
    expect(displaced(victim(), flood('CAN 1 0x001', { ...early, gap: 14.9, to: 22 }))).toHaveLength(1);
    const ended = topic('CAN 1 0x100', { hz: 100, to: 59 });
    expect(displaced(ended, flood('CAN 1 0x001', { from: 59, to: 60 }))).toEqual([
      'CAN 1 0x100: end of 1 s, 1',
    ]);
  });

  test('begins with the silence, lasts as long and fills the bus', () => {
    const by = (more: Parameters<typeof topic>[1], hz = 2000) =>
      displaced(victim(), flood('CAN 1 0x001', { hz, ...more })).length;
    expect([by({ from: 19.97 }), by({ from: 19.99 }), by({ from: 20.01 }), by({ from: 20.03 })]).toEqual([
      0, 1, 1, 0,
    ]);
    expect([by({ to: 21.5 }), by({ to: 21.7 })]).toEqual([0, 1]);
    expect([by({}, 900), by({}, 1200)]).toEqual([0, 1]);
    // Several share it; those that are slower are units that were switched on.
    const [a, b] = [flood('CAN 1 0x001', { hz: 600 }), flood('CAN 1 0x002', { hz: 600 })];
    expect(displaced(victim(), a, b)).toEqual(['CAN 1 0x100: gap of 2 s, 2']);
    const units = Array.from({ length: 20 }, (_, i) => flood(`CAN 1 0x00${i.toString(32)}`, { hz: 100 }));
    expect(displaced(victim(), ...units)).toEqual([]);
  });

  test('takes 20 turns of a sender that has a period, and had sent as long before', () => {
    expect(displaced(victim('CAN 1 0x100', 0.18), flood())).toEqual([]);
    expect(displaced(victim('CAN 1 0x100', 0.22), flood())).toHaveLength(1);
    expect(displaced(topic('CAN 1 0x100', { hz: 100, from: 19.9, gap: 2, gapAt: 20 }), flood())).toEqual([]);
    const intervals = (...counts: [ms: number, count: number][]) => ({
      intervals: Object.fromEntries(
        counts
          .map(([ms, count]) => [`${intervalBucket(ms * 1e6)}`, count])
          .sort(([a], [b]) => +(a ?? 0) - +(b ?? 0)),
      ),
    });
    const uneven = { ...victim(), ...intervals([10, 500], [35, 300]) };
    expect(displaced(uneven, flood())).toEqual([]);
    // Frames that waited come at once: most intervals are none of a period.
    const queued = { ...victim(), ...intervals([0.15, 900], [10, 500]) };
    expect(displaced(queued, flood())).toHaveLength(1);
    expect(displaced({ ...victim(), ...intervals([0.15, 900], [10, 19]) }, flood())).toEqual([]);
    // Diagnostics have no rate.
    expect(displaced(victim('CAN 1 0x7E8'), flood())).toEqual([]);
  });

  test('displaces whatever has a lower priority, and nothing else, in any order', () => {
    const identifier = fc.integer({ min: 0x10, max: 0x6ff });
    fc.assert(
      fc.property(fc.uniqueArray(identifier, { minLength: 2, maxLength: 10 }), fc.nat(), (ids, at) => {
        const name = (id: number) => `CAN 1 0x${id.toString(16).toUpperCase().padStart(3, '0')}`;
        const flooding = ids[at % ids.length] as number;
        const topics = ids.map((id) => (id === flooding ? flood(name(id)) : victim(name(id))));
        const lower = ids.filter((id) => id > flooding).map((id) => `${name(id)}: gap of 2 s, 1`);
        expect(displaced(...topics).sort()).toEqual(lower.sort());
        expect(displaced(...topics.toReversed()).sort()).toEqual(lower.sort());
      }),
    );
  });
});
