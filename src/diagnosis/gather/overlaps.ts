import { compareNs } from './sighting.ts';
import { createTopList } from './top-list.ts';
import { sharedTopics, type TopicSketch } from './topic-sketch.ts';

interface FileRef {
  file_id: string;
  file_name: string;
}

/** Time covered by two files with the same topics. */
export interface Overlap {
  start_ns: string;
  end_ns: string;
  /** Share of the shorter file, 0–1. */
  share: number;
  first: FileRef;
  second: FileRef;
}

interface Interval extends FileRef {
  format: string;
  start: bigint;
  end: bigint;
  sketch: TopicSketch;
}

/**
 * Files of different recorders overlap by design; files of one recorder have the same format and record the same
 * topics.
 */
const sameRecorderShare = 0.6;
/** A shorter overlap is the transition from one file to the next. */
const shortestNs = 1_000_000_000n;
/** Maximum number of files covering one moment that are compared. */
const maxAtOnce = 32;
const kept = 50;

/** `intervals` are in order of their start. Returns the longest overlaps, in order of time. */
export function overlapsOf(intervals: readonly Interval[]): Overlap[] {
  // They arrive in a total order, in which equal lengths stay.
  const overlaps = createTopList<Measured>(kept, (a, b) => b.length - a.length);
  let open: Interval[] = [];
  for (const interval of intervals) {
    open = open.filter(({ end }) => end > interval.start).slice(-maxAtOnce);
    for (const earlier of open) {
      const overlap = overlapOf(earlier, interval);
      if (overlap) overlaps.add(overlap);
    }
    open.push(interval);
  }
  return overlaps
    .items()
    .map(({ overlap }) => overlap)
    .sort((a, b) => compareNs(a.start_ns, b.start_ns));
}

interface Measured {
  length: number;
  overlap: Overlap;
}

function overlapOf(first: Interval, second: Interval): Measured | undefined {
  const { start } = second;
  const secondEndsFirst = second.end < first.end;
  const end = secondEndsFirst ? second.end : first.end;
  if (end - start < shortestNs || first.format !== second.format) return undefined;
  if (sharedTopics(first.sketch, second.sketch) < sameRecorderShare) {
    return undefined;
  }
  const length = Number(end - start);
  const shorter = Math.min(Number(first.end - first.start), Number(second.end - second.start));
  const ref = ({ file_id, file_name }: Interval): FileRef => ({ file_id, file_name });
  return {
    length,
    overlap: {
      start_ns: `${start}`,
      end_ns: `${end}`,
      share: Math.min(1, length / shorter),
      first: ref(first),
      second: ref(second),
    },
  };
}
