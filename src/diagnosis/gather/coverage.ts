import type { SummarisedFile } from '../summarised-file.ts';
import { overlapsOf } from './overlaps.ts';
import { byRecorder } from './recorders.ts';
import { compareNs, compareText, hasBelievableSpan, order } from './sighting.ts';
import { sketchOf, type TopicSketch } from './topic-sketch.ts';

/** A period in which at least one file recorded. */
export interface Stretch {
  start_ns: string;
  end_ns: string;
  files: number;
}

/** A period between two files of one recorder in which it recorded nothing, with the files on both sides. */
export interface Hole {
  start_ns: string;
  end_ns: string;
  before: { file_id: string; file_name: string };
  after: { file_id: string; file_name: string };
}

interface Interval {
  start: bigint;
  end: bigint;
  file_id: string;
  file_name: string;
  format: string;
  sketch: TopicSketch;
}

/**
 * Recorders that split a drive into files lose up to about a second between two files; that is not a hole. Equal to
 * the finest bucket of a series.
 */
const joinNs = 1_000_000_000n;
const keptStretches = 500;
const keptHoles = 100;

/** Coverage of the files whose clock counts from 1970 and whose time span is believable. */
export function createCoverage() {
  const intervals: Interval[] = [];

  return {
    add(file: SummarisedFile): void {
      if (!hasBelievableSpan(file.summary)) return;
      intervals.push({
        start: BigInt(file.summary.span.start_ns),
        end: BigInt(file.summary.span.end_ns),
        file_id: file.file_id,
        file_name: file.name,
        format: file.summary.format,
        sketch: sketchOf(file.summary),
      });
    },
    finish() {
      intervals.sort(compareIntervals);
      const { stretches, covered } = walk(intervals);
      const recorders = byRecorder(intervals).map(walk);
      return {
        /** The first `keptStretches`, in order of time. */
        coverage: stretches.slice(0, keptStretches),
        /** For each recorder, since another one may continue while it stops; the longest, in order of time. */
        holes: longest(recorders.flatMap(({ holes }) => holes)),
        /** How often a file of a recorder continued where another ended. */
        joins: recorders.reduce((sum, recorder) => sum + recorder.joins, 0),
        overlaps: overlapsOf(intervals),
        recorded_s: Number(covered) / 1e9,
        span: spanOf(stretches),
      };
    },
  };
}

/** `intervals` are in order of their start. */
function walk(intervals: readonly Interval[]) {
  const stretches: Stretch[] = [];
  const holes: Hole[] = [];
  let covered = 0n;
  let current: { start: bigint; last: Interval; files: number } | undefined;
  const close = () => {
    if (!current) return;
    covered += current.last.end - current.start;
    stretches.push({ start_ns: `${current.start}`, end_ns: `${current.last.end}`, files: current.files });
  };
  for (const interval of intervals) {
    if (current && interval.start <= current.last.end + joinNs) {
      current.files += 1;
      if (interval.end > current.last.end) current.last = interval;
      continue;
    }
    if (current) holes.push(holeBetween(current.last, interval));
    close();
    current = { start: interval.start, last: interval, files: 1 };
  }
  close();
  return { stretches, holes, covered, joins: intervals.length - stretches.length };
}

function spanOf(stretches: Stretch[]): { start_ns: string; end_ns: string } | null {
  const first = stretches[0];
  const last = stretches.at(-1);
  return first && last ? { start_ns: first.start_ns, end_ns: last.end_ns } : null;
}

function holeBetween(before: Interval, after: Interval): Hole {
  return {
    start_ns: `${before.end}`,
    end_ns: `${after.start}`,
    before: { file_id: before.file_id, file_name: before.file_name },
    after: { file_id: after.file_id, file_name: after.file_name },
  };
}

function longest(holes: Hole[]): Hole[] {
  const length = (hole: Hole) => BigInt(hole.end_ns) - BigInt(hole.start_ns);
  return holes
    .toSorted((a, b) => order(length(b), length(a)) || compareNs(a.start_ns, b.start_ns))
    .slice(0, keptHoles)
    .sort((a, b) => compareNs(a.start_ns, b.start_ns));
}

function compareIntervals(a: Interval, b: Interval): number {
  return (
    order(a.start, b.start) || compareText(a.file_name, b.file_name) || compareText(a.file_id, b.file_id)
  );
}
