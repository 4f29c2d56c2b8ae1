import type { TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Rhythm } from './rhythm.ts';
import { isOfSensor } from './senders.ts';
import type { Sighting } from './sighting.ts';

/** The pauses of a sensor in one file; times in nanoseconds. */
export interface SensorPauses {
  count: number;
  /** Together, within 12 %. */
  time_ns: number;
  longest_ns: number;
  usual_ns: number;
  /** From the first to the last message. */
  active_ns: number;
  /** Start of the longest. */
  at: Sighting;
}

/** With fewer messages what is usual is not known. */
const leastMessages = 50;
/** A topic that usually waits longer is no sensor's stream. */
const longestUsualNs = 500_000_000;
/** A navigation stack takes a sensor for lost after 1 s (robot_localization `sensor_timeout`, Nav2 costmaps `expected_update_rate`), */
const shortestPauseNs = 1_000_000_000;
/** and a slow one is not late before it has missed several turns. */
const missedTurns = 5;

/** Undefined for a topic that no sensor sends, and without pauses. */
export function sensorPausesOf(
  topic: TopicSummary,
  { intervals, usual_ns }: Rhythm,
  at: Sighting,
): SensorPauses | undefined {
  if (!isOfSensor(topic) || topic.message_count < leastMessages) return undefined;
  if (usual_ns === undefined || usual_ns > longestUsualNs) return undefined;
  const least = Math.max(shortestPauseNs, missedTurns * usual_ns);
  let [count, time] = [0, 0];
  for (const [bucket, number] of intervals) {
    const length = intervalOfBucket(Number(bucket));
    if (length < least) continue;
    count += number;
    time += number * length;
  }
  if (count === 0) return undefined;
  return {
    count,
    time_ns: Math.round(time),
    longest_ns: topic.max_gap_ns,
    usual_ns: Math.round(usual_ns),
    active_ns: Number(BigInt(topic.last_ns) - BigInt(topic.first_ns)),
    at,
  };
}

/** Share of the time that was lost in pauses, 0–1. */
export function pausedShare({ time_ns, active_ns }: SensorPauses): number {
  return active_ns > 0 ? Math.min(1, time_ns / active_ns) : 0;
}
