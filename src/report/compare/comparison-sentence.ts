import type { Changes } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

/** Summary of a comparison: the verdict, then how many findings, error codes and files changed in which direction. */
export function comparisonSentence(comparison: Omit<Comparison, 'sentence'>): string {
  const { before, after, verdict, compared_with } = comparison;
  const other = compared_with === 'run' ? `run ${before.run}` : 'the drive before';
  const verdicts = `${before.verdict.severity} then, ${after.verdict.severity} now`;
  const head =
    verdict === 'same'
      ? `Same verdict as ${other} (${after.verdict.severity})`
      : `${verdict === 'worse' ? 'Worse' : 'Better'} than ${other} (${verdicts})`;
  const parts = [
    counted('findings', comparison.findings),
    counted('error codes', comparison.error_codes),
    ...(comparison.files ? [counted('files', comparison.files)] : []),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? `${head}; nothing else changed.` : `${head}. ${parts.join('; ')}.`;
}

type Counted = Pick<Changes<unknown, unknown>, 'new' | 'gone' | 'worse' | 'better' | 'omitted'>;

function counted(what: string, changes: Counted): string | undefined {
  const amounts = (['new', 'worse', 'better', 'gone'] as const).flatMap((kind) =>
    changes[kind].length === 0 ? [] : [`${changes[kind].length} ${kind}`],
  );
  if (amounts.length === 0) return undefined;
  const more = changes.omitted === 0 ? '' : `, ${changes.omitted} more`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${amounts.join(', ')}${more}`;
}
