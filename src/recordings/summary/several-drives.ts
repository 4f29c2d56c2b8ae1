import type { CodeSighting } from './code-collector.ts';
import type { Place } from './occurrence.ts';
import { maxSegments, type Segment, year2000 } from './timeline.ts';
import type { TopicTracker } from './topic-tracker.ts';

/** From the first drive to the end of the last, in milliseconds: a clock that is set leaps further, from the beginning of an epoch. */
const longestMs = 366 * 24 * 3600 * 1000;
/** A clock is set once: two leaps or more are between drives. */
const leastDrives = 3;

/**
 * What to report of a file that drives of several days were put into, one behind the other: times only go on, in leaps of more than a
 * day. Undefined if they do not, so that a clock is wrong.
 */
export function severalDrives(
  segments: readonly Segment[],
  trackers: readonly Pick<TopicTracker, 'outOfOrder'>[],
): [CodeSighting, Place] | undefined {
  const first = segments[0];
  const last = segments.at(-1);
  if (!first || !last || segments.length < leastDrives || first.minMs < year2000) return undefined;
  const goOn = segments.every(({ minMs }, at) => at === 0 || minMs > (segments[at - 1] as Segment).maxMs);
  if (!goOn || last.maxMs - first.minMs > longestMs || trackers.some(({ outOfOrder }) => outOfOrder > 0))
    return undefined;
  const count = segments.length < maxSegments ? segments.length : `${maxSegments} or more`;
  const message = `${count} drives that lie more than a day apart are in this file; its span and its pauses are those of the drive with the most messages.`;
  return [
    { code: 'clock: several drives', source: 'clock', severity: 'info', message },
    { timeNs: BigInt(Math.round((segments[1] as Segment).minMs)) * 1_000_000n, topic: '' },
  ];
}
