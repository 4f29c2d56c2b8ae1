import type {
  ClockKind,
  FileSummary,
  Nanoseconds,
  Occurrence,
} from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';

/** An occurrence and its file: enough to locate a figure in the recording. */
export interface Sighting {
  file_id: string;
  file_name: string;
  time_ns: Nanoseconds;
  clock: ClockKind;
  topic: string;
  offset?: number;
}

/**
 * Recorders whose clock was never set start at 1970, 1980 (GPS) or 2000, and receivers of GPS that count 1,024 weeks too few (IS-GPS-200,
 * 20.3.3.3.1.1) end in 2007 until August 2027. There are recordings of 2008 and 2009.
 */
export const earliestBelievableNs = BigInt(Date.UTC(2008, 0, 1)) * 1_000_000n;
/** Nanoseconds since 1970 in 64 bits end in 2262; a time after 2100 has the wrong unit. */
export const latestBelievableNs = BigInt(Date.UTC(2100, 0, 1)) * 1_000_000n;
const earliestText = `${earliestBelievableNs}`;
const latestText = `${latestBelievableNs}`;
/** No recorder keeps one file open for a week; a longer span in one file means that its clock was set meanwhile. */
export const longestBelievableNs = 7n * 86_400n * 1_000_000_000n;

/** Whether the times in a file can be compared with those of other files. */
export function hasBelievableSpan(summary: FileSummary): summary is FileSummary & {
  span: NonNullable<FileSummary['span']>;
} {
  if (summary.span?.clock !== 'unix') return false;
  const start = BigInt(summary.span.start_ns);
  const end = BigInt(summary.span.end_ns);
  return (
    start >= earliestBelievableNs &&
    end <= latestBelievableNs &&
    end >= start &&
    end - start <= longestBelievableNs
  );
}

export function sightingIn(file: SummarisedFile, at: Occurrence): Sighting {
  return {
    file_id: file.file_id,
    file_name: file.name,
    time_ns: at.time_ns,
    clock: file.summary.span?.clock ?? 'unknown',
    topic: at.topic,
    ...(at.offset === undefined ? {} : { offset: at.offset }),
  };
}

/**
 * A total order: by time where times can be compared, then by file, so that the first of many does not depend on the
 * input order.
 */
export function compareSightings(a: Sighting, b: Sighting): number {
  const comparableA = comparesAcrossFiles(a);
  const comparableB = comparesAcrossFiles(b);
  if (comparableA !== comparableB) return comparableA ? -1 : 1;
  const byTime = compareNs(a.time_ns, b.time_ns);
  const byFile = compareText(a.file_name, b.file_name) || compareText(a.file_id, b.file_id);
  return (
    (comparableA ? byTime || byFile : byFile || byTime) ||
    compareText(a.topic, b.topic) ||
    (a.offset ?? -1) - (b.offset ?? -1)
  );
}

export function earlierSighting(a: Sighting, b: Sighting): Sighting {
  return compareSightings(a, b) <= 0 ? a : b;
}

export function laterSighting(a: Sighting, b: Sighting): Sighting {
  return compareSightings(a, b) >= 0 ? a : b;
}

export function compareNs(a: Nanoseconds, b: Nanoseconds): number {
  // Without a sign, the longer number is the greater one; there are millions to compare, and BigInt is slow.
  if (a[0] !== '-' && b[0] !== '-') return a.length - b.length || compareText(a, b);
  return order(BigInt(a), BigInt(b));
}

export function compareText(a: string, b: string): number {
  return order(a, b);
}

/** For sorting: negative where `a` is less, 0 where they are equal. */
export function order<T extends string | bigint>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

/** Seconds from `start` to `end`. */
export function secondsBetween(start: Nanoseconds, end: Nanoseconds): number {
  return Number(BigInt(end) - BigInt(start)) / 1e9;
}

/** Whether its time can be compared with times from other files. */
export function comparesAcrossFiles({ clock, time_ns }: Sighting): boolean {
  if (clock !== 'unix') return false;
  return compareNs(time_ns, earliestText) >= 0 && compareNs(time_ns, latestText) <= 0;
}
