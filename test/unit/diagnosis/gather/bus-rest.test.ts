import { expect, test } from 'vitest';
import { restingOnBus } from '../../../../src/diagnosis/gather/bus-rest.ts';
import type { TopicSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { driveStart, ns, topic } from '../../../support/diagnosis/summaries.ts';

type Quiet = [from: number, seconds: number, usual_s?: number];

/** The numbers of the senders, of as many on one bus, that rest; those at the beginning are silent. */
function resting(senders: number, silent: Quiet[], nameOf = (i: number) => `CAN 1 0x${100 + i}`): number[] {
  const topics = Array.from({ length: senders }, (_, i) => topic(nameOf(i)));
  const silences = new Map(
    silent.map(([from, seconds, usual_s = 0.1], i) => [
      topics[i] as TopicSummary,
      { start_ns: ns(driveStart + from), length_ns: seconds * 1e9, usual_ns: usual_s * 1e9 },
    ]),
  );
  return restingOnBus(topics, silences).map((one) => topics.indexOf(one));
}

test('of fewer than four senders nothing is known', () => {
  expect(resting(3, [])).toEqual([0, 1, 2]);
  expect(resting(4, [])).toEqual([]);
});

test('a sender rests if the others were silent for three tenths of its silence', () => {
  const together = (count: number) => resting(11, Array<Quiet>(count).fill([5, 10]));
  expect([together(3), together(4)]).toEqual([[], [0, 1, 2, 3]]);
});

test('only the time that both are silent counts', () => {
  // Of 10 seconds, an other one shares 9, as three tenths of three others need.
  expect(
    resting(4, [
      [0, 10],
      [1, 20],
    ]),
  ).toEqual([0]);
  expect(
    resting(4, [
      [10, 10],
      [0, 19],
    ]),
  ).toEqual([0]);
  expect(
    resting(4, [
      [0, 10],
      [2, 20],
    ]),
  ).toEqual([]);
  expect(
    resting(4, [
      [0, 10],
      [30, 10],
    ]),
  ).toEqual([]);
  // One that is apart takes nothing away from the one that shares.
  expect(
    resting(4, [
      [0, 10],
      [0, 10],
      [40, 10],
    ]),
  ).toEqual([0, 1]);
});

test('a silence counts from twenty usual intervals on', () => {
  expect(
    resting(4, [
      [0, 2],
      [0, 2, 0.1],
    ]),
  ).toEqual([0, 1]);
  expect(
    resting(4, [
      [0, 2],
      [0, 2, 0.11],
    ]),
  ).toEqual([]);
});

test('each bus is judged by itself, and what is on none not at all', () => {
  const twoBuses = (i: number) => `CAN ${i % 2} 0x${100 + i}`;
  expect(
    resting(
      8,
      [
        [0, 9],
        [0, 9],
        [0, 9],
        [0, 9],
      ],
      twoBuses,
    ),
  ).toEqual([0, 2, 1, 3]);
  expect(
    resting(
      8,
      [
        [0, 9],
        [0, 9],
      ],
      twoBuses,
    ),
  ).toEqual([]);
  expect(resting(3, [], (i) => `/topic/${i}`)).toEqual([]);
});
