import type { FileSummary } from '../recordings/summary/file-summary.ts';
import { type Aggregate, aggregateVersion } from './aggregate.ts';
import { createBottlenecks } from './gather/bottleneck.ts';
import { createClockOffsets } from './gather/clock-offsets.ts';
import { createCodes } from './gather/codes.ts';
import { createCounterFaults } from './gather/counter-faults.ts';
import { createCounts } from './gather/counts.ts';
import { createCoverage } from './gather/coverage.ts';
import { createDatabaseList } from './gather/database-list.ts';
import { createDuplicates } from './gather/duplicates.ts';
import { createFileRows } from './gather/file-rows.ts';
import { createFrameLosses } from './gather/frame-loss.ts';
import { createInterruptions } from './gather/interruptions.ts';
import { createLogs } from './gather/logs.ts';
import { createMetrics } from './gather/metrics.ts';
import { createNumbering } from './gather/numbering.ts';
import { type Rhythm, rhythmOf } from './gather/rhythm.ts';
import { createStampClocks } from './gather/stamp-clocks.ts';
import { storable } from './gather/storable.ts';
import { createStuckSensors } from './gather/stuck-sensors.ts';
import { timingOf } from './gather/timing.ts';
import { createTopics } from './gather/topics.ts';
import { trendsOf } from './gather/trends.ts';
import { createVersions } from './gather/versions.ts';
import { filesOf, type SummarisedFile } from './summarised-file.ts';

export interface Aggregator {
  /** Adds a file; each file only once. Does not retain the summary. */
  add(file: SummarisedFile): void;
  finish(): Aggregate;
}

/** Topics from which a code, a figure or a log line of the file comes. */
function heardTopics({ codes, metrics, logs }: FileSummary): ReadonlySet<string> {
  return new Set([
    ...codes.flatMap(({ first, last }) => [first.topic, last.topic]),
    ...metrics.flatMap(({ max_at, min_at }) => [max_at.topic, min_at.topic]),
    ...logs.map(({ topic }) => topic),
  ]);
}

/** Folds the files of a batch; the result does not depend on the order in which they are added. */
export function createAggregator(): Aggregator {
  const counts = createCounts();
  const databases = createDatabaseList();
  const rows = createFileRows();
  const numbering = createNumbering();
  const duplicates = createDuplicates();
  const coverage = createCoverage();
  const clockOffsets = createClockOffsets();
  const metrics = createMetrics();
  const codes = createCodes();
  const topics = createTopics();
  const interruptions = createInterruptions();
  const frameLosses = createFrameLosses();
  const bottlenecks = createBottlenecks();
  const counterFaults = createCounterFaults();
  const stampClocks = createStampClocks();
  const stuckSensors = createStuckSensors();
  const logs = createLogs();
  const versions = createVersions();
  const ofEveryFile = [counts, databases, rows, numbering, duplicates];
  const ofParsedFiles = [
    coverage,
    clockOffsets,
    metrics,
    counterFaults,
    stampClocks,
    stuckSensors,
    logs,
    versions,
  ];

  function addTopics(file: SummarisedFile, summary: FileSummary): void {
    const rhythms = summary.topics.map(rhythmOf);
    const timing = timingOf(summary, rhythms);
    const heard = heardTopics(summary);
    for (const [i, topic] of summary.topics.entries())
      topics.add(file, topic, {
        rhythm: rhythms[i] as Rhythm,
        silence: timing.silences.get(topic),
        heard: topic.examined === true || heard.has(topic.name),
      });
    interruptions.add(file, timing);
    frameLosses.add(file, rhythms);
    bottlenecks.add(file, rhythms);
  }

  function addOne(file: SummarisedFile): void {
    for (const part of ofEveryFile) part.add(file);
    if (file.state === 'failed') return;
    for (const part of ofParsedFiles) part.add(file);
    for (const code of file.summary.codes) codes.add(file, code);
    addTopics(file, file.summary);
  }

  return {
    add(file) {
      for (const one of filesOf(file)) addOne(one);
    },

    finish() {
      const { omitted_in_files: inFiles, ...ofCounts } = counts.finish();
      const { omitted: omittedCodes, ...ofCodes } = codes.finish();
      const { omitted: omittedMetrics, ...ofMetrics } = metrics.finish();
      const { omitted: omittedTopics, ...ofTopics } = topics.finish();
      const { omitted: omittedFiles, ...ofFiles } = rows.finish();
      const { omitted: omittedLogs, ...ofLogs } = logs.finish();
      return storable({
        aggregate_version: aggregateVersion,
        ...ofCounts,
        databases: databases.finish(),
        ...coverage.finish(),
        duplicates: duplicates.finish(),
        numbering_holes: numbering.finish(),
        clock_offsets: clockOffsets.finish(),
        ...interruptions.finish(),
        frame_losses: frameLosses.finish(),
        bottlenecks: bottlenecks.finish(),
        ...counterFaults.finish(),
        ...stampClocks.finish(),
        ...stuckSensors.finish(),
        ...ofMetrics,
        trends: trendsOf(ofMetrics.metric_sources),
        ...ofCodes,
        ...ofTopics,
        ...ofLogs,
        versions: versions.finish(),
        ...ofFiles,
        omitted: {
          files: omittedFiles,
          topics: inFiles.topics + omittedTopics,
          codes: inFiles.codes + omittedCodes,
          logs: inFiles.logs + omittedLogs,
          metrics: inFiles.metrics + omittedMetrics,
        },
      });
    },
  };
}
