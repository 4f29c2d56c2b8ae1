import { isLogSource, type TemplateGroup } from '../../domain/code-identity.ts';
import { type CodeParameters, fewOf, widen, withParameters } from '../../domain/code-parameters.ts';
import { type Severity, worseOf } from '../../domain/severity.ts';
import type { CodeSummary } from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createPresence, type Presence, type PresenceSum } from './presence.ts';
import {
  compareNs,
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
  /** Only for log lines: what stood in the places of the code (`#`, `<*>`) in up to three of them. */
  parameters?: CodeParameters;
  /** From the first to the last sighting in each file whose times can be compared with those of others. */
  seen: Presence;
}

export type GatheredCode = Omit<CodeAggregate, 'seen'> & {
  seen: PresenceSum;
  /** Files and the count in each. Only for log lines, since a file may hold several codes of one template. */
  fileIds: string[];
  fileCounts: number[];
};

export function codeIn(file: SummarisedFile, summary: CodeSummary): GatheredCode {
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
    ...(isLogSource(summary.source)
      ? { fileIds: [file.file_id], fileCounts: [summary.count] }
      : { fileIds: [], fileCounts: [] }),
    code: summary.code,
    source: summary.source,
    severity: summary.severity,
    message: summary.message,
    count: summary.count,
    most_in_file: summary.count,
    files: 1,
    first: sightingIn(file, summary.first),
    last: sightingIn(file, summary.last),
    ...(summary.parameters && { parameters: summary.parameters }),
  };
}

export function merge(into: GatheredCode, other: GatheredCode): void {
  const first = earlierSighting(into.first, other.first);
  if (first !== into.first) into.message = other.message;
  into.first = first;
  into.last = laterSighting(into.last, other.last);
  into.severity = worseOf(into.severity, other.severity);
  into.count += other.count;
  into.most_in_file = Math.max(into.most_in_file, other.most_in_file);
  into.files += other.files;
  for (const id of other.fileIds) into.fileIds.push(id);
  for (const count of other.fileCounts) into.fileCounts.push(count);
  if (other.parameters) into.parameters = withParameters(into.parameters ?? [], other.parameters);
  into.seen.absorb(other.seen);
}

/** The codes of one template as one. */
export function joinTemplate({ code: template, members }: TemplateGroup<GatheredCode>): GatheredCode {
  const [first, ...others] = members;
  if (others.length === 0) return first;
  const parameters = fewOf(
    members.flatMap(({ code, parameters: few = [[]] }) => few.map((each) => widen(each, code, template))),
  );
  for (const other of others) merge(first, other);
  const { parameters: _, ...whole } = first;
  const counts = new Map<string, number>();
  for (const [i, id] of whole.fileIds.entries())
    counts.set(id, (counts.get(id) ?? 0) + (whole.fileCounts[i] ?? 0));
  return {
    ...whole,
    code: template,
    most_in_file: [...counts.values()].reduce((a, b) => Math.max(a, b)),
    files: counts.size,
    ...(parameters.length > 0 && { parameters }),
  };
}

export function toAggregate({ fileIds: _, fileCounts: __, ...code }: GatheredCode): CodeAggregate {
  return { ...code, seen: code.seen.finish() };
}
