import { severityRank } from '../domain/severity.ts';
import type { VerdictCode } from '../domain/verdict.ts';
import type { LogLine, SoftwareVersion } from '../recordings/summary/file-summary.ts';
import { createBoundedMap } from './gather/bounded-map.ts';
import { type ClockOffset, createClockOffsets } from './gather/clock-offsets.ts';
import { type CodeAggregate, createCodes } from './gather/codes.ts';
import { createCoverage, type Hole, type Stretch } from './gather/coverage.ts';
import { createDuplicates, type Duplicate } from './gather/duplicates.ts';
import { createFileRows, type FileRow } from './gather/file-rows.ts';
import { createMetrics, type MetricAggregate } from './gather/metrics.ts';
import { createNumbering, type NumberingHole } from './gather/numbering.ts';
import type { Overlap } from './gather/overlaps.ts';
import { type Rhythm, rhythmOf } from './gather/rhythm.ts';
import {
  compareSightings,
  compareText,
  earlierSighting,
  hasBelievableSpan,
  type Sighting,
  sightingIn,
} from './gather/sighting.ts';
import { storable } from './gather/storable.ts';
import { timingOf } from './gather/timing.ts';
import { createTopList } from './gather/top-list.ts';
import { createTopics, type TopicAggregate } from './gather/topics.ts';
import { type TrendAggregate, trendsOf } from './gather/trends.ts';
import type { SummarisedFile } from './summarised-file.ts';

export interface LogAggregate extends Omit<LogLine, 'time_ns' | 'topic' | 'offset'> {
  at: Sighting;
}

/** Everything the files of a batch tell together: JSON, stored between gathering and diagnosing. */
export interface Aggregate {
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

export interface Aggregator {
  /** Each file once. Does not keep the summary. */
  add(file: SummarisedFile): void;
  finish(): Aggregate;
}

const kept = { logs: 200, pauses: 50, set_backs: 50, versions: 100, databases: 100 } as const;

/** Folds the files of a batch; the result does not depend on the order in which they are added. */
export function createAggregator(): Aggregator {
  const totals = { files: 0, parsed: 0, failed: 0, salvaged: 0, bytes: 0, messages: 0 };
  const clocks = { believable: 0, suspicious: 0, own: 0, none: 0 };
  let ownClockMs = 0;
  const inFiles = { topics: 0, codes: 0, logs: 0, metrics: 0 };
  const verdicts = new Map<string, number>();
  const formats = new Map<string, number>();
  const parserVersions = new Set<string>();
  const databases = new Map<string, { name: string; sha256: string }>();
  const codes = createCodes();
  const metrics = createMetrics();
  const topics = createTopics();
  const coverage = createCoverage();
  const rows = createFileRows();
  const duplicates = createDuplicates();
  const numbering = createNumbering();
  const clockOffsets = createClockOffsets();
  const logs = createTopList<LogAggregate>(kept.logs, compareLogs);
  const pauses = createTopList<Aggregate['pauses'][number]>(
    kept.pauses,
    (a, b) => b.length_ns - a.length_ns || compareSightings(a.at, b.at),
  );
  const setBacks = createTopList<Aggregate['set_backs'][number]>(kept.set_backs, (a, b) =>
    compareSightings(a.at, b.at),
  );
  const versions = createBoundedMap<Aggregate['versions'][number]>(kept.versions);

  return {
    add(file) {
      const { summary } = file;
      totals.files += 1;
      totals.bytes += file.size;
      verdicts.set(summary.verdict.code, (verdicts.get(summary.verdict.code) ?? 0) + 1);
      formats.set(summary.format, (formats.get(summary.format) ?? 0) + 1);
      // What comes after the version itself names the databases, which are told apart.
      parserVersions.add(summary.parser_version.replace(/\+.*/, ''));
      for (const { name, sha256, identifiers } of summary.databases ?? []) {
        if (identifiers > 0 && databases.size < kept.databases)
          databases.set(`${name} ${sha256}`, { name, sha256 });
      }
      rows.add(file);
      numbering.add(file);
      duplicates.add(file);
      if (file.state === 'failed') {
        totals.failed += 1;
        return;
      }
      totals.parsed += 1;
      if (summary.verdict.code !== 'ok') totals.salvaged += 1;
      totals.messages += summary.message_count;
      const clock = clockOf(file);
      clocks[clock] += 1;
      if (clock === 'own' && summary.span) ownClockMs += millisecondsOf(summary.span);
      inFiles.topics += summary.omitted.topics;
      inFiles.codes += summary.omitted.codes;
      inFiles.logs += summary.omitted.log_lines;
      inFiles.metrics += summary.omitted.metrics;
      coverage.add(file);
      clockOffsets.add(file);
      metrics.add(file);
      for (const code of summary.codes) codes.add(file, code);
      const rhythms = summary.topics.map(rhythmOf);
      const timing = timingOf(summary, rhythms);
      for (const [i, topic] of summary.topics.entries())
        topics.add(file, topic, rhythms[i] as Rhythm, timing.silences.get(topic));
      if (timing.pause) {
        const { start_ns, length_ns, topics: silent } = timing.pause;
        pauses.add({ at: sightingIn(file, { time_ns: start_ns, topic: '' }), length_ns, topics: silent });
      }
      if (timing.setBack)
        setBacks.add({ at: sightingIn(file, timing.setBack.at), topics: timing.setBack.topics });
      for (const { severity, source, text, ...at } of summary.logs) {
        logs.add({ severity, source, text, at: sightingIn(file, at) });
      }
      for (const { component, version } of summary.versions) {
        const at = sightingIn(file, { time_ns: summary.span?.start_ns ?? '0', topic: '' });
        versions.put(
          `${component}\u0000${version}`,
          () => ({ component, version, files: 1, at }),
          (present) => {
            present.files += 1;
            present.at = earlierSighting(present.at, at);
          },
        );
      }
    },

    finish() {
      const { omitted: omittedCodes, ...ofCodes } = codes.finish();
      const { omitted: omittedMetrics, ...ofMetrics } = metrics.finish();
      const { omitted: omittedTopics, ...ofTopics } = topics.finish();
      const { omitted: omittedFiles, ...ofFiles } = rows.finish();
      return storable({
        totals: { ...totals },
        verdicts: sorted(verdicts),
        formats: sorted(formats),
        parser_versions: [...parserVersions].sort(compareText),
        databases: [...databases.values()].sort(
          (a, b) => compareText(a.name, b.name) || compareText(a.sha256, b.sha256),
        ),
        clocks: { ...clocks },
        ...coverage.finish(),
        own_clock_s: ownClockMs / 1000,
        duplicates: duplicates.finish(),
        numbering_holes: numbering.finish(),
        clock_offsets: clockOffsets.finish(),
        pauses: pauses.items(),
        set_backs: setBacks.items(),
        ...ofMetrics,
        trends: trendsOf(ofMetrics.metric_sources),
        ...ofCodes,
        ...ofTopics,
        logs: logs.items(),
        versions: versions.values(),
        ...ofFiles,
        omitted: {
          files: omittedFiles,
          topics: inFiles.topics + omittedTopics,
          codes: inFiles.codes + omittedCodes,
          logs: inFiles.logs + logs.dropped(),
          metrics: inFiles.metrics + omittedMetrics,
        },
      });
    },
  };
}

/** Whole ones, so that their sum does not depend on the order. */
function millisecondsOf({ start_ns, end_ns }: { start_ns: string; end_ns: string }): number {
  return Number((BigInt(end_ns) - BigInt(start_ns)) / 1_000_000n);
}

function clockOf({ summary }: SummarisedFile): keyof Aggregate['clocks'] {
  if (!summary.span) return 'none';
  if (hasBelievableSpan(summary)) return 'believable';
  return summary.span.clock === 'unix' ? 'suspicious' : 'own';
}

/** The most severe first, then the earliest; the text last, so that the order is total. */
function compareLogs(a: LogAggregate, b: LogAggregate): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    compareSightings(a.at, b.at) ||
    compareText(a.source, b.source) ||
    compareText(a.text, b.text)
  );
}

function sorted(counts: Map<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)));
}
