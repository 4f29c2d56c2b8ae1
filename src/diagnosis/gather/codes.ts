import { codeIdentity } from '../../domain/code-identity.ts';
import { type Severity, severityRank, worseOf } from '../../domain/severity.ts';
import type { CodeSummary } from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import { createPresence, type Presence, type PresenceSum } from './presence.ts';
import {
  compareNs,
  compareText,
  earlierSighting,
  hasBelievableSpan,
  laterSighting,
  type Sighting,
  sightingIn,
} from './sighting.ts';

/** One code of one source over all files. */
export interface CodeAggregate {
  code: string;
  source: string;
  severity: Severity;
  /** The text of the first occurrence. */
  message: string;
  count: number;
  /** The count in the file that has most of them. */
  most_in_file: number;
  files: number;
  first: Sighting;
  last: Sighting;
  /** From the first to the last sighting in each file whose times can be compared with those of others. */
  seen: Presence;
}

type Gathered = Omit<CodeAggregate, 'seen'> & { seen: PresenceSum };

/**
 * Maximum number of different codes held while folding; codes made of changing text could otherwise exhaust the
 * memory.
 */
const held = 20_000;
/**
 * Maximum number of codes of one source in the aggregate: a flood of log lines must not hide a trouble code from the
 * rules.
 */
const keptOfSource = 200;

export function createCodes() {
  const codes = createBoundedMap<Gathered>(held);

  return {
    add(file: SummarisedFile, summary: CodeSummary): void {
      const code = () => codeIn(file, summary);
      codes.put(keyOf(summary), code, (present) => merge(present, code()));
    },
    /** The most severe ones first, then the most frequent. */
    finish(): { codes: CodeAggregate[]; omitted: number } {
      const all = mergeSeverities(codes.values()).sort(compareCodes);
      const kept = all.filter(firstOfEach(({ source }) => source, keptOfSource));
      return { codes: kept.map(toAggregate), omitted: all.length - kept.length + codes.dropped() };
    },
  };
}

/** Passes on the first `most` of each kind. */
function firstOfEach<T>(kindOf: (item: T) => string, most: number): (item: T) => boolean {
  const counts = new Map<string, number>();
  return (item) => {
    const count = (counts.get(kindOf(item)) ?? 0) + 1;
    counts.set(kindOf(item), count);
    return count <= most;
  };
}

function compareCodes(a: Gathered, b: Gathered): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    b.count - a.count ||
    compareText(a.source, b.source) ||
    compareText(a.code, b.code)
  );
}

/** The severity comes first in the key, so that a flood of harmless codes never displaces a severe one. */
function keyOf({ severity, source, code }: CodeSummary): string {
  return `${9 - severityRank(severity)}\u0000${source}\u0000${code}`;
}

function codeIn(file: SummarisedFile, summary: CodeSummary): Gathered {
  const seen = createPresence();
  if (hasBelievableSpan(file.summary)) {
    // An absurd time would stretch the buckets of the drive.
    const { start_ns, end_ns } = file.summary.span;
    const within = (time: string) => compareNs(time, start_ns) >= 0 && compareNs(time, end_ns) <= 0;
    const { first, last } = summary;
    seen.add(
      within(first.time_ns) ? first.time_ns : start_ns,
      within(last.time_ns) ? last.time_ns : end_ns,
      summary.count,
    );
  }
  return {
    seen,
    code: summary.code,
    source: summary.source,
    severity: summary.severity,
    message: summary.message,
    count: summary.count,
    most_in_file: summary.count,
    files: 1,
    first: sightingIn(file, summary.first),
    last: sightingIn(file, summary.last),
  };
}

function merge(into: Gathered, other: Gathered): void {
  const first = earlierSighting(into.first, other.first);
  if (first !== into.first) into.message = other.message;
  into.first = first;
  into.last = laterSighting(into.last, other.last);
  into.severity = worseOf(into.severity, other.severity);
  into.count += other.count;
  into.most_in_file = Math.max(into.most_in_file, other.most_in_file);
  into.files += other.files;
  into.seen.absorb(other.seen);
}

function toAggregate(code: Gathered): CodeAggregate {
  return { ...code, seen: code.seen.finish() };
}

/**
 * A file contains each code once, so that adding the files of both severities counts none twice. The most severe ones
 * come first, and their text states the cause.
 */
function mergeSeverities(codes: Gathered[]): Gathered[] {
  const merged = new Map<string, Gathered>();
  for (const code of codes) {
    const key = codeIdentity(code);
    const present = merged.get(key);
    if (present) {
      const { message } = present;
      merge(present, code);
      present.message = message;
    } else merged.set(key, { ...code });
  }
  return [...merged.values()];
}
