import type { Nanoseconds, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import { overlap, spanOf } from './bus-rest.ts';
import type { Rhythm } from './rhythm.ts';
import { isOfSensor } from './senders.ts';
import { endOf, gapOf, type Silence } from './silence.ts';

/** A topic that waits this long now and then is sent on events. */
const longestWaitNs = 500_000_000;
/** Messages of publishers; buses rest, connections end and programs log for reasons of their own. */
const ofPublishers = new Set(['ros1', 'cdr', 'json', 'protobuf']);
/** Tables, whose rows are all that was recorded. */
const ofTables = new Set(['csv', 'parquet']);
/** Shorter silences of a topic without a rate may be pauses in what it reports. */
const shortestOutageNs = 3_000_000_000;
/** A topic that was sent for less was a burst. */
const shortestLifeNs = 1_000_000_000;
/** How many of its longest usual intervals a silence lasts at least. */
const outageFactor = 20;
/** As many usual intervals hold messages for certain. */
const severalMessages = 3;

/**
 * The silence of a topic that has no rate of its own, as of a sender that shares its topic or sends in bursts, but hardly ever
 * waits: far longer than all but one in 100 of its intervals.
 */
export function outageOf(
  topic: TopicSummary,
  { longest_usual_ns }: Rhythm,
  fileEnd: Nanoseconds,
): Silence | undefined {
  if (longest_usual_ns === undefined || longest_usual_ns > longestWaitNs) return undefined;
  if (!ofPublishers.has(topic.encoding)) return undefined;
  const gap = gapOf(topic);
  const end = endOf(topic, fileEnd);
  if (Number(BigInt(topic.last_ns) - BigInt(topic.first_ns)) - gap.length_ns < shortestLifeNs)
    return undefined;
  const longest = end.length_ns > gap.length_ns ? end : gap;
  return isLong(longest, longest_usual_ns) ? longest : undefined;
}

/** As many messages show how long a sensor waits at most. */
const leastMessages = 20;

/**
 * The end of what a sensor sends all the time, long before the recording ends; with too few messages for `outageOf`, or if several
 * senders share it, as transforms do. Of the labelled public recordings only troubled ones have it.
 */
export function sensorEndOf(
  topic: TopicSummary,
  { intervals }: Rhythm,
  fileEnd: Nanoseconds,
): Silence | undefined {
  if (!isOfSensor(topic) || !ofPublishers.has(topic.encoding) || topic.message_count < leastMessages)
    return undefined;
  if (Number(BigInt(topic.last_ns) - BigInt(topic.first_ns)) < shortestLifeNs) return undefined;
  const longest = intervalOfBucket(Number(intervals.at(-1)?.[0]));
  const end = endOf(topic, fileEnd);
  return longest <= longestWaitNs && isLong(end, longest) ? end : undefined;
}

/** Whether the silence of a topic, with or without a rate of its own, is long enough to be told without any other. */
export function isOutage({ encoding }: TopicSummary, silence: Silence): boolean {
  return (ofPublishers.has(encoding) || ofTables.has(encoding)) && isLong(silence, silence.usual_ns);
}

function isLong({ length_ns }: Silence, usualNs: number): boolean {
  return length_ns >= Math.max(shortestOutageNs, outageFactor * usualNs);
}

/**
 * Whether another topic went on in a silence, with several messages outside of its own longest gap; otherwise the recorder may
 * have paused. A topic that is alone in its file is judged by itself, but for a table: its rows are the recording.
 */
export function othersGoOn(topics: readonly TopicSummary[], silent: TopicSummary, silence: Silence): boolean {
  const span = spanOf(silence);
  const sends = (topic: TopicSummary) => {
    const gap = gapOf(topic);
    const active = { start: Number(topic.first_ns) / 1e6, end: Number(topic.last_ns) / 1e6 };
    const heard = overlap(active, span) - overlap(spanOf(gap), span);
    return heard * 1e6 > severalMessages * gap.usual_ns;
  };
  const isAlone = topics.length === 1 && !ofTables.has(silent.encoding);
  return isAlone || topics.some((topic) => topic !== silent && sends(topic));
}
