import { codeIdentity, groupByTemplate } from '../../domain/code-identity.ts';
import { severityRank } from '../../domain/severity.ts';
import type { CodeSummary } from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import {
  type CodeAggregate,
  codeIn,
  type GatheredCode,
  joinTemplate,
  merge,
  toAggregate,
} from './gathered-code.ts';
import { compareText } from './sighting.ts';

export type { CodeAggregate } from './gathered-code.ts';

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
  const codes = createBoundedMap<GatheredCode>(held);

  return {
    add(file: SummarisedFile, summary: CodeSummary): void {
      const code = () => codeIn(file, summary);
      codes.put(keyOf(summary), code, (present) => merge(present, code()));
    },
    /** The most severe ones first, then the most frequent. */
    finish(): { codes: CodeAggregate[]; omitted: number } {
      const merged = mergeSeverities(codes.values());
      const all = groupByTemplate(merged).map(joinTemplate).sort(compareCodes);
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

function compareCodes(a: GatheredCode, b: GatheredCode): number {
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

/**
 * A file contains each code once, so that adding the files of both severities counts none twice. The most severe ones
 * come first, and their text states the cause.
 */
function mergeSeverities(codes: GatheredCode[]): GatheredCode[] {
  const merged = new Map<string, GatheredCode>();
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
