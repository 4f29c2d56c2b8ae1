import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../samples/random.ts';
import { createFrameLosses, missingShare } from '../../../../src/diagnosis/gather/frame-loss.ts';
import { lossByChance, slowRecordings } from '../../../../src/diagnosis/gather/loss-by-chance.ts';
import { rhythmOf } from '../../../../src/diagnosis/gather/rhythm.ts';
import type { TopicSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { file, topic } from '../../../support/diagnosis/summaries.ts';

const ms = 1e6;

/** A sender with these times in nanoseconds. */
function sender(name: string, times: readonly number[]): TopicSummary {
  const intervals: Record<string, number> = {};
  for (const [i, time] of times.slice(1).entries()) {
    const bucket = intervalBucket(time - (times[i] as number));
    intervals[bucket] = (intervals[bucket] ?? 0) + 1;
  }
  return topic(name, { type: 'CAN', message_count: times.length, intervals });
}

/** Frames of a period, of which an adapter takes each with a chance, and stamps them when it has time. */
function thinned(name: string, periodMs: number, chance: number, seed: number): TopicSummary {
  const random = createRandom(seed);
  const times: number[] = [];
  for (let i = 0; times.length < 300; i += 1)
    if (random.next() < chance) times.push((i * periodMs + 5 * random.next()) * ms);
  return sender(name, times);
}

function onEvents(name: string, meanMs: number, seed: number): TopicSummary {
  const random = createRandom(seed);
  let time = 0;
  // Exponential intervals, of which the longer ones come more often than by chance.
  return sender(
    name,
    Array.from({ length: 300 }, () => {
      time -= Math.log(1 - random.next()) ** 3 * meanMs * ms;
      return time;
    }),
  );
}

const periods = [10, 10, 20, 20, 40, 50, 100, 100];
const slowBus = (chance: number) =>
  periods.map((period, i) =>
    thinned(`can0 0x${(0x100 + i).toString(16).toUpperCase()}`, period, chance, i + 1),
  );
const isSlow = (topics: TopicSummary[]) => slowRecordings(topics, topics.map(rhythmOf)).has('can0');

describe('frames that an adapter drops by chance', () => {
  test('show by the spread of the intervals of all senders, and how many there are', () => {
    const topics = slowBus(0.3);
    expect(isSlow(topics)).toBe(true);
    const losses = createFrameLosses();
    losses.add(file('a', { summary: { topics } }), topics.map(rhythmOf));
    const [loss] = losses.finish();
    expect(loss).toMatchObject({ bus: 'can0', senders: 8, lossy: 8 });
    expect(loss && missingShare(loss)).toBeGreaterThan(0.6);
    expect(loss && missingShare(loss)).toBeLessThan(0.8);
  });

  test('are none where senders keep their period, or send on events', () => {
    expect(isSlow(slowBus(1))).toBe(false);
    const events = periods.map((period, i) => onEvents(`can0 0x${300 + i}`, period, i + 1));
    expect(isSlow(events)).toBe(false);
  });

  test('need several senders, and intervals', () => {
    expect(isSlow(slowBus(0.3).slice(1))).toBe(false);
    const few = sender(
      'can0 0x100',
      [0, 10, 40, 50].map((time) => time * ms),
    );
    expect(lossByChance(few, rhythmOf(few))).toBeUndefined();
  });
});
