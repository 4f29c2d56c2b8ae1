import { isDamaged } from '../../domain/verdict.ts';
import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { compareText, hasBelievableSpan } from './sighting.ts';

type Counted = Pick<
  Aggregate,
  'totals' | 'verdicts' | 'formats' | 'parser_versions' | 'clocks' | 'own_clock_s'
> & {
  /** Number of items that the summaries of the files leave out, by list. */
  omitted_in_files: { topics: number; codes: number; logs: number; metrics: number };
};

/** Sums over all files. */
export function createCounts() {
  const totals = { files: 0, parsed: 0, failed: 0, salvaged: 0, bytes: 0, messages: 0 };
  const clocks = { believable: 0, suspicious: 0, own: 0, none: 0 };
  const inFiles = { topics: 0, codes: 0, logs: 0, metrics: 0 };
  const verdicts = new Map<string, number>();
  const formats = new Map<string, number>();
  const parserVersions = new Set<string>();
  let ownClockMs = 0;

  function addParsed(file: SummarisedFile): void {
    const { summary } = file;
    totals.parsed += 1;
    if (isDamaged(summary.verdict)) totals.salvaged += 1;
    totals.messages += summary.message_count;
    const clock = clockOf(file);
    clocks[clock] += 1;
    if (clock === 'own' && summary.span) ownClockMs += millisecondsOf(summary.span);
    inFiles.topics += summary.omitted.topics;
    inFiles.codes += summary.omitted.codes;
    inFiles.logs += summary.omitted.log_lines;
    inFiles.metrics += summary.omitted.metrics;
  }

  return {
    add(file: SummarisedFile): void {
      const { summary } = file;
      totals.files += 1;
      totals.bytes += file.size;
      increment(verdicts, summary.verdict.code);
      increment(formats, summary.format);
      // The rest of the version lists the databases, which are reported separately.
      parserVersions.add(summary.parser_version.replace(/\+.*/, ''));
      if (file.state === 'failed') totals.failed += 1;
      else addParsed(file);
    },

    finish: (): Counted => ({
      totals: { ...totals },
      verdicts: sorted(verdicts),
      formats: sorted(formats),
      parser_versions: [...parserVersions].sort(compareText),
      clocks: { ...clocks },
      own_clock_s: ownClockMs / 1000,
      omitted_in_files: inFiles,
    }),
  };
}

function clockOf({ summary }: SummarisedFile): keyof Aggregate['clocks'] {
  if (!summary.span) return 'none';
  if (hasBelievableSpan(summary)) return 'believable';
  return summary.span.clock === 'unix' ? 'suspicious' : 'own';
}

/** Integers, so that their sum does not depend on the order. */
function millisecondsOf({ start_ns, end_ns }: { start_ns: string; end_ns: string }): number {
  return Number((BigInt(end_ns) - BigInt(start_ns)) / 1_000_000n);
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: Map<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => compareText(a, b)));
}
