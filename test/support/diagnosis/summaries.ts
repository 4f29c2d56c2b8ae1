import { createHash } from 'node:crypto';
import type { Aggregate } from '../../../src/diagnosis/aggregate.ts';
import { createAggregator } from '../../../src/diagnosis/aggregator.ts';
import type { SummarisedFile } from '../../../src/diagnosis/summarised-file.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';
import { emptySummary } from '../../../src/recordings/summary/empty-summary.ts';
import { EqualRunFollower } from '../../../src/recordings/summary/equal-runs.ts';
import type {
  CodeSummary,
  FileSummary,
  MetricName,
  MetricSummary,
  Occurrence,
  TopicSummary,
} from '../../../src/recordings/summary/file-summary.ts';
import { HeldLevels } from '../../../src/recordings/summary/held-levels.ts';
import { addToHistogram, type Histogram } from '../../../src/recordings/summary/histogram.ts';
import { intervalBucket } from '../../../src/recordings/summary/interval-histogram.ts';
import { addToSeries, emptySeries } from '../../../src/recordings/summary/series.ts';

/** 2026-03-01T08:00:00Z in seconds. */
export const driveStart = Date.UTC(2026, 2, 1, 8) / 1000;

/** Nanoseconds of a time in seconds since 1970, exact to the microsecond. */
export function ns(seconds: number): string {
  return (BigInt(Math.round(seconds * 1e6)) * 1000n).toString();
}

/** `at` seconds after the start of the drive. */
export function at(seconds: number, topic = '/diagnostics', offset?: number): Occurrence {
  return { time_ns: ns(driveStart + seconds), topic, ...(offset === undefined ? {} : { offset }) };
}

export interface FileOptions {
  /** Seconds after the start of the drive. */
  from?: number;
  to?: number;
  verdict?: Verdict;
  state?: 'parsed' | 'failed';
  summary?: Partial<FileSummary>;
}

/** An intact file of one minute by default. */
export function file(name: string, options: FileOptions = {}): SummarisedFile {
  const { from = 0, to = 60, verdict = { code: 'ok', message: 'Complete.' }, state = 'parsed' } = options;
  const sha256 = createHash('sha256').update(name).digest();
  return {
    file_id: `id-${name}`,
    name,
    // The same for the same name, in whatever order the tests run.
    size: 1000 + sha256.readUInt8(),
    sha256: sha256.toString('hex'),
    state,
    summary: {
      ...emptySummary(1000, verdict, 'mcap'),
      message_count: state === 'failed' ? 0 : 600,
      span:
        state === 'failed'
          ? null
          : { start_ns: ns(driveStart + from), end_ns: ns(driveStart + to), clock: 'unix' },
      ...options.summary,
    },
  };
}

export function code(code: string, more: Partial<CodeSummary> = {}): CodeSummary {
  return {
    code,
    source: 'diagnostics',
    severity: 'error',
    message: `${code} (text)`,
    count: 3,
    first: at(5),
    last: at(50),
    ...more,
  };
}

/** A metric sampled once a second from `from`; values in the metric's own unit. */
export function metric(name: MetricName, values: number[], source = 'host', from = 0): MetricSummary {
  const histogram: Histogram = {};
  const series = emptySeries();
  const milli = values.map((value) => Math.round(value * 1000));
  const held = new HeldLevels();
  const equal = new EqualRunFollower();
  milli.forEach((value, i) => {
    held.add((driveStart + from + i) * 1000, value);
    equal.add((driveStart + from + i) * 1000, value / 1000);
    addToHistogram(histogram, value);
    addToSeries(series, (driveStart + from + i) * 1000, value);
  });
  const max = Math.max(...milli);
  const min = Math.min(...milli);
  const runs = equal.runs();
  return {
    name,
    source,
    count: milli.length,
    sum_milli: milli.reduce((sum, value) => sum + value, 0),
    min_milli: min,
    max_milli: max,
    max_at: at(from + milli.indexOf(max), `/${name}`),
    min_at: at(from + milli.indexOf(min), `/${name}`),
    histogram,
    series,
    held: held.levels(),
    ...(runs && { equal: runs }),
  };
}

/** A topic at `hz` from `from` to `to` seconds, its longest gap `gap` seconds long at `gapAt`. */
export function topic(
  name: string,
  {
    hz = 10,
    from = 0,
    to = 60,
    gap = 1 / hz,
    gapAt = from,
    ...more
  }: Partial<TopicSummary> & {
    hz?: number;
    from?: number;
    to?: number;
    gap?: number;
    gapAt?: number;
  } = {},
): TopicSummary {
  return {
    name,
    type: 'sensor_msgs/msg/Imu',
    encoding: 'cdr',
    message_count: Math.round((to - from - gap) * hz) + 2,
    bytes: 100 * Math.round((to - from) * hz),
    first_ns: ns(driveStart + from),
    last_ns: ns(driveStart + to),
    max_gap_ns: Math.round(gap * 1e9),
    max_gap_at_ns: ns(driveStart + gapAt),
    out_of_order: 0,
    intervals: { [intervalBucket(1e9 / hz)]: Math.round((to - from - gap) * hz) },
    gaps: 0,
    jitter_sum_ns: 0,
    ...(more.out_of_order && { out_of_order_at: { time_ns: ns(driveStart + from + 20), offset: 4096 } }),
    ...more,
  };
}

export function aggregateOf(...files: SummarisedFile[]): Aggregate {
  const aggregator = createAggregator();
  for (const one of files) aggregator.add(one);
  return aggregator.finish();
}

/** Values that vary slightly around `middle`. */
export function around(middle: number, count: number, swing = 2): number[] {
  return Array.from({ length: count }, (_, i) => middle + swing * Math.sin(i / 5));
}

/** A drive in three files with one of everything. */
export function richDrive(): SummarisedFile[] {
  const topics = (from: number) => {
    const to = from + 59.9;
    return [
      topic('/imu', { hz: 200, from, to }),
      topic('/lidar/points', { hz: 10, from, to }),
      topic('/camera/front/image', { hz: 30, from, to, gap: 12, gapAt: from + 30 }),
      topic('/gps/fix', { hz: 5, from, to }),
      topic('/can/frames', { hz: 900, from, to }),
    ];
  };
  return [0, 1, 2].map((i) =>
    file(`drive_${i}.mcap`, {
      from: i * 60,
      to: i * 60 + 59.9,
      ...(i === 2
        ? {
            verdict: {
              code: 'truncated',
              message: 'The file ends in the middle of a chunk.',
              offset: 4242,
              salvaged_messages: 600,
            },
          }
        : {}),
      summary: {
        topics: topics(i * 60),
        codes: [
          code('battery_monitor: cell voltage low', { count: 35 + i }),
          code('lidar: no data', { count: 4, severity: 'warning' }),
          code('planner: no path to goal', { source: 'log', count: 12 }),
        ],
        metrics: [
          metric('cpu_percent', around(66 + 12 * i, 60, 9), 'computer: CPU Load Average', i * 60),
          metric('ram_percent', around(48 + i, 60, 1), 'computer: RAM', i * 60),
          metric('temperature_celsius', around(62 + 3 * i, 60, 4), 'CPU package', i * 60),
          metric('temperature_celsius', around(41 + i, 60, 1), '/battery/state', i * 60),
          metric('battery_percent', around(60 - 8 * i, 60, 1), '/battery/state', i * 60),
        ],
        logs: [
          {
            time_ns: ns(driveStart + i * 60 + 7),
            severity: 'error',
            source: 'planner',
            text: 'no path to goal',
            topic: '/rosout',
          },
        ],
        versions: [{ component: 'ros_distro', version: 'jazzy' }],
      },
    }),
  );
}
