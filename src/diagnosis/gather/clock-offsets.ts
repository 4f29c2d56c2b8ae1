import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import { recordingKey } from '../recording-key.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import { type Landmarks, landmarksOf } from './landmarks.ts';
import { compareText, hasBelievableSpan, order } from './sighting.ts';

/**
 * How far the clock of `other` is ahead of that of `reference`, computed from what both recorded. The error bound is
 * half the spread of the landmarks; it does not include the time that a message takes to each recorder, which is
 * unknown.
 */
export interface ClockOffset {
  reference: { file_id: string; file_name: string };
  other: { file_id: string; file_name: string; clock: ClockKind };
  offset_s: number;
  error_s: number;
  /** How many events both recorded with that offset. */
  landmarks: number;
}

interface Clocked {
  file_id: string;
  file_name: string;
  clock: ClockKind;
  start: bigint;
  end: bigint;
  landmarks: Landmarks;
}

/** Maximum number of files that are compared with each other, so that memory is bounded. */
const held = 500;
const maxPairs = 20_000;
const kept = 50;
/** Two events may coincide by chance; three with the same offset do not. */
const minLandmarks = 3;
/** Minimum share of all events that both recorded which have to agree. */
const agreeingShare = 0.6;
/** Landmarks further apart than this do not agree. */
const widestNs = 500_000_000n;
/** Gaps are considered equal if their lengths differ by less. */
const sameSize = 0.02;

/**
 * Offsets between files on the common clock that overlap, and from files with a clock of their own to those. A clock
 * that is off by more than the length of a file leaves no overlap and is not detected here.
 */
export function createClockOffsets() {
  const files = createBoundedMap<Clocked>(held);
  return {
    add(file: SummarisedFile): void {
      const { summary, file_id, name } = file;
      const { span } = summary;
      if (!span || (span.clock === 'unix' && !hasBelievableSpan(summary))) return;
      const landmarks = landmarksOf(summary);
      if (landmarks.size < minLandmarks) return;
      const { clock } = span;
      const clocked = {
        file_id,
        file_name: name,
        clock,
        start: BigInt(span.start_ns),
        end: BigInt(span.end_ns),
        landmarks,
      };
      files.put(
        recordingKey(clocked),
        () => clocked,
        () => undefined,
      );
    },
    /** Those with the most landmarks, in the order of their files. */
    finish(): ClockOffset[] {
      const all = files.values();
      const common = all.filter(({ clock }) => clock === 'unix').sort(byStart);
      const own = all.filter(({ clock }) => clock !== 'unix');
      return [...overlapping(common), ...own.flatMap((file) => common.map((other) => [other, file] as const))]
        .slice(0, maxPairs)
        .flatMap(([reference, other]) => offsetBetween(reference, other) ?? [])
        .sort((a, b) => b.landmarks - a.landmarks || compareOffsets(a, b))
        .slice(0, kept)
        .sort(compareOffsets);
    },
  };
}

function overlapping(files: Clocked[]): (readonly [Clocked, Clocked])[] {
  const pairs: (readonly [Clocked, Clocked])[] = [];
  let open: Clocked[] = [];
  for (const file of files) {
    open = open.filter(({ end }) => end > file.start);
    for (const earlier of open) pairs.push([earlier, file]);
    open.push(file);
  }
  return pairs;
}

function offsetBetween(reference: Clocked, other: Clocked): ClockOffset | undefined {
  const differences: bigint[] = [];
  for (const [key, landmark] of other.landmarks) {
    const same = reference.landmarks.get(key);
    if (!same || Math.abs(same.size - landmark.size) > sameSize * landmark.size) continue;
    differences.push(landmark.time_ns - same.time_ns);
  }
  const agreeing = largestCluster(differences.sort(order));
  if (agreeing.length < minLandmarks || agreeing.length < agreeingShare * differences.length)
    return undefined;
  const [low = 0n] = agreeing;
  const high = agreeing.at(-1) ?? low;
  const ref = ({ file_id, file_name }: Clocked) => ({ file_id, file_name });
  return {
    reference: ref(reference),
    other: { ...ref(other), clock: other.clock },
    offset_s: Number(low + high) / 2e9,
    error_s: Number(high - low) / 2e9,
    landmarks: agreeing.length,
  };
}

/** The largest group of neighbours within `widestNs` of each other. */
function largestCluster(sorted: bigint[]): bigint[] {
  let best: bigint[] = [];
  let from = 0;
  sorted.forEach((value, to) => {
    while (value - (sorted[from] as bigint) > widestNs) from += 1;
    if (to + 1 - from > best.length) best = sorted.slice(from, to + 1);
  });
  return best;
}

function byStart(a: Clocked, b: Clocked): number {
  return order(a.start, b.start) || compareText(recordingKey(a), recordingKey(b));
}

function compareOffsets(a: ClockOffset, b: ClockOffset): number {
  return (
    compareText(recordingKey(a.reference), recordingKey(b.reference)) ||
    compareText(recordingKey(a.other), recordingKey(b.other))
  );
}
