import type { Nanoseconds, Occurrence, TopicSummary } from '../../recordings/summary/file-summary.ts';
import type { IntervalHistogram } from '../../recordings/summary/interval-histogram.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { DisplacedSilence } from './bus-flood.ts';
import { gapShare, type Pace, paceOf, unevenness } from './pace.ts';
import type { Rhythm } from './rhythm.ts';
import { isAskedFor, isThinned } from './senders.ts';
import { pausedShare, type SensorPauses, sensorPausesOf } from './sensor-pauses.ts';
import { compareSightings, compareText, type Sighting, sightingIn } from './sighting.ts';
import type { Silence } from './silence.ts';

/** One topic over all files. */
export interface TopicAggregate {
  name: string;
  type: string;
  message_count: number;
  bytes: number;
  files: number;
  /** Whether its messages were read for what they say, or a code, a figure or a log line of any file came from it. */
  heard: boolean;
  /**
   * Time from first to last message, summed over the files, in whole microseconds, and the number of intervals in it.
   */
  active_us: number;
  intervals: number;
  /** The times between consecutive messages, added up over the files. */
  interval_histogram: IntervalHistogram;
  /** Intervals longer than three usual ones of their file. */
  gaps: number;
  /** Sum of |interval − previous interval|, in nanoseconds. */
  jitter_sum_ns: number;
  /** The files in which the topic was most and least frequent. */
  fastest: Pace | null;
  slowest: Pace | null;
  /** Of the files in which it was periodic: where it was most irregular, and where it lost most. */
  most_uneven: Pace | null;
  most_gaps: Pace | null;
  /** The file in which it lost most time in pauses, if a sensor sends it. */
  pauses: SensorPauses | null;
  out_of_order: number;
  /** The file with most of them: the first one there, their number, and the number of messages of the topic in it. */
  out_of_order_at: (Sighting & { count: number; messages: number }) | null;
  max_gap_ns: number;
  max_gap_at: Sighting | null;
  /**
   * Of all files, the silence that is longest relative to the topic's usual interval there; and how many identifiers of higher
   * priority flooded the bus in it, if any did.
   */
  silence: (Pick<Silence, 'kind' | 'length_ns' | 'usual_ns'> & { at: Sighting; flooding?: number }) | null;
}

const held = 10_000;
/** Those with the most messages, and as many of the others in which rules may find something. */
const kept = 300;

/** What is known about a topic in one file besides its summary. */
interface TopicInFile {
  rhythm: Rhythm;
  silence: Silence | DisplacedSilence | undefined;
  /** Whether a code, a figure or a log line came from it. */
  heard: boolean;
}

type Gathered = Omit<TopicAggregate, 'interval_histogram'> & { interval_histogram: Map<string, number> };

export function createTopics() {
  const topics = createBoundedMap<Gathered>(held);

  return {
    add(file: SummarisedFile, summary: TopicSummary, { rhythm, silence, heard }: TopicInFile): void {
      const topic = () => topicIn(file, summary, { rhythm, silence, heard });
      topics.put(
        `${summary.name}\u0000${summary.type}`,
        () => ({ ...topic(), interval_histogram: new Map(rhythm.intervals) }),
        (present) => {
          merge(present, topic());
          const { interval_histogram: histogram } = present;
          for (const [bucket, count] of rhythm.intervals)
            histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
        },
      );
    },
    /** By name; if there are too many, those with few messages and few problems are left out. */
    finish(): { topics: TopicAggregate[]; omitted: number } {
      const all = topics.values().sort((a, b) => b.message_count - a.message_count || compareTopics(a, b));
      const troubled = all
        .slice(kept)
        .sort((a, b) => troubleOf(b) - troubleOf(a))
        .slice(0, kept);
      const chosen = [...all.slice(0, kept), ...troubled];
      return {
        topics: chosen.sort(compareTopics).map(toAggregate),
        omitted: all.length - chosen.length + topics.dropped(),
      };
    },
  };
}

/** How much there is for rules to judge besides its presence: silence, jitter and gaps relative to what is usual. */
function troubleOf({ silence, most_gaps, most_uneven, pauses, out_of_order }: Gathered): number {
  return Math.max(
    silence ? silence.length_ns / silence.usual_ns : 0,
    most_gaps ? 100 * gapShare(most_gaps) : 0,
    most_uneven ? 100 * unevenness(most_uneven) : 0,
    pauses ? 100 * pausedShare(pauses) : 0,
    out_of_order,
  );
}

/** Integer keys are enumerated in ascending order. */
function toAggregate(topic: Gathered): TopicAggregate {
  return { ...topic, interval_histogram: Object.fromEntries(topic.interval_histogram) };
}

function compareTopics(a: Gathered, b: Gathered): number {
  return compareText(a.name, b.name) || compareText(a.type, b.type);
}

/** One topic in one file, without its intervals. */
type InFile = Omit<TopicAggregate, 'interval_histogram'>;

function topicIn(
  file: SummarisedFile,
  summary: TopicSummary,
  { rhythm, silence, heard }: TopicInFile,
): InFile {
  const at = (place: Omit<Occurrence, 'topic'>): Sighting =>
    sightingIn(file, { ...place, topic: summary.name });
  const atTime = (time_ns: Nanoseconds) => at({ time_ns });
  const two = summary.message_count >= 2;
  const activeNs = BigInt(summary.last_ns) - BigInt(summary.first_ns);
  const pace = paceOf(summary, rhythm, Number(activeNs), atTime(summary.first_ns));
  const regular = pace?.regular ? pace : null;
  return {
    name: summary.name,
    type: summary.type,
    message_count: summary.message_count,
    bytes: summary.bytes,
    files: 1,
    heard,
    active_us: two && activeNs > 0n ? Number(activeNs / 1000n) : 0,
    intervals: two ? summary.message_count - 1 : 0,
    gaps: summary.gaps,
    jitter_sum_ns: summary.jitter_sum_ns,
    fastest: pace,
    slowest: pace,
    // The jitter of a file holds the changes at all of its pauses; those of one are taken out.
    most_uneven: isThinned(summary) || rhythm.pauses > 1 ? null : regular,
    most_gaps: isAskedFor(summary) ? null : regular,
    pauses: sensorPausesOf(summary, rhythm, atTime(summary.max_gap_at_ns)) ?? null,
    out_of_order: summary.out_of_order,
    out_of_order_at: summary.out_of_order_at
      ? { ...at(summary.out_of_order_at), count: summary.out_of_order, messages: summary.message_count }
      : null,
    max_gap_ns: two ? summary.max_gap_ns : 0,
    max_gap_at: two ? atTime(summary.max_gap_at_ns) : null,
    silence: silence
      ? {
          kind: silence.kind,
          length_ns: silence.length_ns,
          usual_ns: silence.usual_ns,
          at: atTime(silence.start_ns),
          ...('flooding' in silence && { flooding: silence.flooding }),
        }
      : null,
  };
}

function merge(into: InFile, other: InFile): void {
  into.message_count += other.message_count;
  into.bytes += other.bytes;
  into.files += other.files;
  into.heard ||= other.heard;
  into.active_us += other.active_us;
  into.intervals += other.intervals;
  into.gaps += other.gaps;
  into.jitter_sum_ns += other.jitter_sum_ns;
  into.fastest = worse(
    into.fastest,
    other.fastest,
    byMost(({ interval_ns }) => -interval_ns),
  );
  into.slowest = worse(
    into.slowest,
    other.slowest,
    byMost(({ interval_ns }) => interval_ns),
  );
  into.most_uneven = worse(into.most_uneven, other.most_uneven, byMost(unevenness));
  into.most_gaps = worse(into.most_gaps, other.most_gaps, byMost(gapShare));
  into.pauses = worse(into.pauses, other.pauses, byMost(pausedShare));
  into.out_of_order += other.out_of_order;
  into.out_of_order_at = worse(
    into.out_of_order_at,
    other.out_of_order_at,
    (a, b) => b.count - a.count || compareSightings(a, b),
  );
  const gap = worse(
    gapOf(into),
    gapOf(other),
    (a, b) => b.max_gap_ns - a.max_gap_ns || compareSightings(a.max_gap_at, b.max_gap_at),
  );
  Object.assign(into, gap);
  into.silence = worse(
    into.silence,
    other.silence,
    (a, b) => b.length_ns / b.usual_ns - a.length_ns / a.usual_ns || compareSightings(a.at, b.at),
  );
}

/** The longest gap, if there are two messages. */
function gapOf({ max_gap_ns, max_gap_at }: InFile) {
  return max_gap_at && { max_gap_ns, max_gap_at };
}

function byMost<T extends { at: Sighting }>(value: (one: T) => number): (a: T, b: T) => number {
  return (a, b) => value(b) - value(a) || compareSightings(a.at, b.at);
}

function worse<T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): T | null {
  if (!a || !b) return a ?? b;
  return compare(a, b) <= 0 ? a : b;
}
