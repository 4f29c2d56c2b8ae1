import type { TopicSketch } from './topic-sketch.ts';
import { sharedTopics } from './topic-sketch.ts';

interface FileRef {
  file_id: string;
  file_name: string;
}

/** Time that two files with the same topics both cover. */
export interface Overlap {
  start_ns: string;
  end_ns: string;
  /** Share of the shorter file, 0–1. */
  share: number;
  first: FileRef;
  second: FileRef;
}

interface Interval extends FileRef {
  start: bigint;
  end: bigint;
  sketch: TopicSketch;
}

/** Files of different recorders overlap by design; those of one recorder record the same topics. */
const sameRecorderShare = 0.6;
/** Below that it is the hand-over from one file to the next. */
const shortestNs = 1_000_000_000n;
/** So many files may cover one moment before further ones are not compared. */
const mostAtOnce = 32;
const kept = 50;

/** `intervals` in order of their start. The longest overlaps, in order of time. */
export function overlapsOf(intervals: readonly Interval[]): Overlap[] {
  const overlaps: Overlap[] = [];
  let open: Interval[] = [];
  for (const interval of intervals) {
    open = open.filter(({ end }) => end > interval.start).slice(-mostAtOnce);
    for (const earlier of open) {
      const overlap = overlapOf(earlier, interval);
      if (overlap) overlaps.push(overlap);
    }
    open.push(interval);
    if (overlaps.length > 20 * kept) overlaps.splice(0, overlaps.length, ...longest(overlaps));
  }
  return longest(overlaps).sort((a, b) => (BigInt(a.start_ns) < BigInt(b.start_ns) ? -1 : 1));
}

function overlapOf(first: Interval, second: Interval): Overlap | undefined {
  const start = second.start;
  const [end] = [first.end, second.end].sort((a, b) => (a < b ? -1 : 1)) as [bigint, bigint];
  if (end - start < shortestNs || sharedTopics(first.sketch, second.sketch) < sameRecorderShare)
    return undefined;
  const shorter = Math.min(Number(first.end - first.start), Number(second.end - second.start));
  const ref = ({ file_id, file_name }: Interval): FileRef => ({ file_id, file_name });
  return {
    start_ns: `${start}`,
    end_ns: `${end}`,
    share: Math.min(1, Number(end - start) / shorter),
    first: ref(first),
    second: ref(second),
  };
}

/** `sort` is stable and the overlaps come in a total order, so equal lengths stay in it. */
function longest(overlaps: Overlap[]): Overlap[] {
  const length = ({ start_ns, end_ns }: Overlap) => Number(BigInt(end_ns) - BigInt(start_ns));
  return overlaps.toSorted((a, b) => length(b) - length(a)).slice(0, kept);
}
