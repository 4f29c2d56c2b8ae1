import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import type { TopicSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { file, metric } from '../../../support/diagnosis/summaries.ts';
import { onBus, type RuleCase, withBus } from './rule-case.ts';

/** The intervals of a sender at 100 Hz of whose 6,000 frames a share is lost at random. */
function thinned(lost: number): TopicSummary['intervals'] {
  const intervals: Record<string, number> = {};
  for (let turns = 1; turns < 60; turns += 1) {
    const count = Math.round(6_000 * (1 - lost) ** 2 * lost ** (turns - 1));
    const bucket = intervalBucket(turns * 1e7);
    if (count > 0) intervals[bucket] = (intervals[bucket] ?? 0) + count;
  }
  return intervals;
}

/** From 2 ms to a second, as they come from a slow adapter. */
const uneven = Object.fromEntries(
  Array.from({ length: 36 }, (_, i) => [intervalBucket(2e6) + i, i < 4 ? 10 : 25]),
);

/** A minute of a bus with 150 frames a second; `kbits` is its traffic by the second. */
function throttled(kbits: number[], intervals: TopicSummary['intervals'] = uneven): SummarisedFile {
  const topics = Array.from({ length: 10 }, (_, i) =>
    onBus(`CAN 1 0x20${i}`, { message_count: 900, intervals }),
  );
  return file('a', { summary: { topics, metrics: [metric('signal', kbits, 'CAN 1 traffic')] } });
}

export const lossCases: RuleCase[] = [
  {
    rule: 'missing-frames',
    hit: {
      'every other one': {
        files: [withBus(() => ({ intervals: thinned(0.5) }))],
        severity: 'error',
        says: /5\d % of the frames are missing on CAN 1/,
      },
      'four of five': {
        files: [withBus(() => ({ intervals: thinned(0.8) }))],
        severity: 'error',
        says: /[78]\d %/,
      },
      'one of ten': {
        files: [withBus(() => ({ intervals: thinned(0.1) }))],
        severity: 'warning',
        says: /10 of 10 senders/,
      },
      'three of a hundred, of most senders': {
        files: [withBus((i) => (i < 5 ? { intervals: thinned(0.045) } : {}))],
        severity: 'warning',
        says: /2 % of the frames are missing on CAN 1 .* 5 of 10 senders/,
      },
      'an adapter that passes as many as it can': {
        files: [throttled([15.1, 15.4, 14.9, 15.2])],
        severity: 'warning',
        says: /Frames are missing on CAN 1 .* 150 frames a second .* 10 of its 10 frequent identifiers/,
      },
    },
    miss: {
      'none missing': [withBus(() => ({}))],
      'three of a hundred, of a third of the senders': [
        withBus((i) => (i < 4 ? { intervals: thinned(0.06) } : {})),
      ],
      'a recording that stood still once': [
        withBus(() => ({ intervals: { [intervalBucket(1e7)]: 600, [intervalBucket(1.5e8)]: 1 }, gap: 0.15 })),
      ],
      'a bus of events, whose traffic varies with them': [throttled([15.1, 17.4, 14.9, 15.2])],
      'senders with a period, and steady traffic': [throttled([15.1, 15.4, 14.9, 15.2], { 86: 900 })],
      'stamps in whole seconds': [throttled([15.1, 15.4, 14.9, 15.2], { 0: 890, [intervalBucket(1e9)]: 9 })],
      'too few seconds': [throttled([15.1, 15.2])],
      'turns that one unit skips': [withBus((i) => (i < 2 ? { intervals: thinned(0.5) } : {}))],
      'a bus that slept': [
        withBus(() => ({ intervals: { [intervalBucket(1e7)]: 3_000, [intervalBucket(6e9)]: 3 } })),
      ],
      'sent on events': [
        withBus(() => ({
          intervals: Object.fromEntries(
            Array.from({ length: 24 }, (_, i) => [intervalBucket(1e7) + i, 200 - 8 * i]),
          ),
        })),
      ],
    },
  },
];
