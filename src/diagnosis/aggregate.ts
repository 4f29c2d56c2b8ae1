import type { VerdictCode } from '../domain/verdict.ts';
import type { LogLine, SoftwareVersion } from '../recordings/summary/file-summary.ts';
import type { ClockOffset } from './gather/clock-offsets.ts';
import type { CodeAggregate } from './gather/codes.ts';
import type { Pause } from './gather/common-pause.ts';
import type { Hole, Stretch } from './gather/coverage.ts';
import type { Duplicate } from './gather/duplicates.ts';
import type { FileRow } from './gather/file-rows.ts';
import type { MetricAggregate } from './gather/metrics.ts';
import type { NumberingHole } from './gather/numbering.ts';
import type { Overlap } from './gather/overlaps.ts';
import type { Sighting } from './gather/sighting.ts';
import type { StampClock } from './gather/stamp-clock.ts';
import type { StuckSensor } from './gather/stuck-sensors.ts';
import type { TopicAggregate } from './gather/topics.ts';
import type { TrendAggregate } from './gather/trends.ts';

export interface LogAggregate extends Omit<LogLine, 'time_ns' | 'topic' | 'offset'> {
  at: Sighting;
}

/**
 * Incremented with every change to the shape of an aggregate or to the meaning of its figures, so that an aggregate
 * stored by another version of Argus is gathered again and never misread.
 */
export const aggregateVersion = 10;

/** The merged content of all files of a batch: JSON, stored between gathering and diagnosing. */
export interface Aggregate {
  aggregate_version: typeof aggregateVersion;
  totals: {
    files: number;
    parsed: number;
    failed: number;
    /** Parsed although damaged. */
    salvaged: number;
    bytes: number;
    messages: number;
  };
  /** Files by verdict and by format. */
  verdicts: Partial<Record<VerdictCode, number>>;
  formats: Record<string, number>;
  parser_versions: string[];
  /** CAN databases that provided the names of signals. */
  databases: { name: string; sha256: string }[];
  /** Files by the reliability of their clock; only the times of `believable` ones are compared across files. */
  clocks: { believable: number; suspicious: number; own: number; none: number };
  /** From the first to the last believable time, and how much of it was recorded. */
  span: { start_ns: string; end_ns: string } | null;
  recorded_s: number;
  /** Sum of the lengths of the files with a clock of their own. */
  own_clock_s: number;
  coverage: Stretch[];
  holes: Hole[];
  joins: number;
  /** Time covered by two files of one recorder, files with the same bytes, and missing numbers in file names. */
  overlaps: Overlap[];
  duplicates: Duplicate[];
  numbering_holes: NumberingHole[];
  /** Offsets between the clocks of files that recorded the same things. */
  clock_offsets: ClockOffset[];
  /** Periods inside files in which nothing at all was recorded; the longest. */
  pauses: (Omit<Pause, 'start_ns'> & { at: Sighting })[];
  /** Files in which the times of most topics run backwards, and where that first happens. */
  set_backs: { at: Sighting; topics: number }[];
  /**
   * Buses of files on which frames of senders with a period are missing: how many senders have one, how many of them
   * miss many frames (`lossy`) or at least a few, one by one (`scattered`), and how many frames were due and are there; the greatest
   * share first.
   */
  frame_losses: {
    at: Sighting;
    bus: string;
    senders: number;
    lossy: number;
    scattered: number;
    expected: number;
    seen: number;
    worst: string;
  }[];
  /**
   * Buses of files whose traffic is steady although hardly a sender is, since the adapter passes only as many frames as it can: how many
   * identifiers are sent often enough to show a period, how many have one, and how many frames came in a second; the slowest.
   */
  bottlenecks: { at: Sighting; bus: string; senders: number; regular: number; per_second: number }[];
  /**
   * Senders of files whose messages are protected from end to end and lost or repeated frames by their counters; how
   * many such senders the bus has, and how many of them lost frames; the greatest share first.
   */
  counter_faults: {
    at: Sighting;
    bus: string;
    message: string;
    signal: string;
    due: number;
    lost: number;
    repeated: number;
    senders: number;
    faulty: number;
  }[];
  /** Clocks that stamped messages and are not that of the recorder, by file; the furthest first. */
  stamp_clocks: StampClock[];
  /** Measured values that stood still while others of their file went on; the longest first. */
  stuck_sensors: StuckSensor[];
  /** One for each metric and system. */
  metrics: MetricAggregate[];
  /** One for each metric, source and system. */
  metric_sources: MetricAggregate[];
  /** Trends of the sources that rose or fell beyond doubt. */
  trends: TrendAggregate[];
  codes: CodeAggregate[];
  topics: TopicAggregate[];
  logs: LogAggregate[];
  versions: (SoftwareVersion & { files: number; at: Sighting })[];
  files: FileRow[];
  /** Number of items that the lists above leave out, by list. */
  omitted: { files: number; topics: number; codes: number; logs: number; metrics: number };
}

/** A stored aggregate if it has the current version; undefined if the batch has to be gathered again. */
export function currentAggregate(stored: unknown): Aggregate | undefined {
  const { aggregate_version } = (stored ?? {}) as Partial<Aggregate>;
  return aggregate_version === aggregateVersion ? (stored as Aggregate) : undefined;
}
