import type { VerdictCode } from '../domain/verdict.ts';
import type { LogLine, SoftwareVersion } from '../recordings/summary/file-summary.ts';
import type { ClockOffset } from './gather/clock-offsets.ts';
import type { CodeAggregate } from './gather/codes.ts';
import type { Hole, Stretch } from './gather/coverage.ts';
import type { Duplicate } from './gather/duplicates.ts';
import type { FileRow } from './gather/file-rows.ts';
import type { MetricAggregate } from './gather/metrics.ts';
import type { NumberingHole } from './gather/numbering.ts';
import type { Overlap } from './gather/overlaps.ts';
import type { Sighting } from './gather/sighting.ts';
import type { TopicAggregate } from './gather/topics.ts';
import type { TrendAggregate } from './gather/trends.ts';

export interface LogAggregate extends Omit<LogLine, 'time_ns' | 'topic' | 'offset'> {
  at: Sighting;
}

/**
 * Raised with every change of the shape of an aggregate or of what its figures mean, so that one that another version
 * of Argus has stored is gathered anew and never misread.
 */
export const aggregateVersion = 2;

/** What all files of a batch say together: JSON, stored between gathering and diagnosing. */
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
  /** CAN databases that gave signals their names. */
  databases: { name: string; sha256: string }[];
  /** Files by what their clock is worth; only the times of `believable` ones are compared across files. */
  clocks: { believable: number; suspicious: number; own: number; none: number };
  /** From the first to the last believable time, and the time in it in which something was recorded. */
  span: { start_ns: string; end_ns: string } | null;
  recorded_s: number;
  /** Lengths of the files with a clock of their own, added up. */
  own_clock_s: number;
  coverage: Stretch[];
  holes: Hole[];
  joins: number;
  /** Time that two files of one recorder both cover, files with the same bytes, and numbers missing in file names. */
  overlaps: Overlap[];
  duplicates: Duplicate[];
  numbering_holes: NumberingHole[];
  /** How far clocks of files that recorded the same are apart. */
  clock_offsets: ClockOffset[];
  /** Stretches inside files in which nothing at all was recorded; the longest. */
  pauses: { at: Sighting; length_ns: number; topics: number }[];
  /** Files in which the times of most topics run backwards, and where they first do. */
  set_backs: { at: Sighting; topics: number }[];
  /** One for each metric and system. */
  metrics: MetricAggregate[];
  /** One for each metric, source and system. */
  metric_sources: MetricAggregate[];
  /** Of the sources that went up or down beyond doubt. */
  trends: TrendAggregate[];
  codes: CodeAggregate[];
  topics: TopicAggregate[];
  logs: LogAggregate[];
  versions: (SoftwareVersion & { files: number; at: Sighting })[];
  files: FileRow[];
  /** What is not in the lists above, by list. */
  omitted: { files: number; topics: number; codes: number; logs: number; metrics: number };
}

/** A stored aggregate, where it is of the present version; undefined where it has to be gathered anew. */
export function presentAggregate(stored: unknown): Aggregate | undefined {
  const { aggregate_version } = (stored ?? {}) as Partial<Aggregate>;
  return aggregate_version === aggregateVersion ? (stored as Aggregate) : undefined;
}
