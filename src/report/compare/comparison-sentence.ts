import { english, type Label, type Language } from '../../language/language.ts';
import type { Changes } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

/** Summary of a comparison: the verdict, then how many findings, error codes and files changed in which direction. */
export function comparisonSentence(
  comparison: Omit<Comparison, 'sentence'>,
  language: Language = english,
): string {
  const { t } = language;
  const { before, after, verdict, compared_with } = comparison;
  const other = compared_with === 'run' ? t('run {run}', { run: String(before.run) }) : t('the drive before');
  const verdicts = t('{before} then, {after} now', {
    before: t(before.verdict.severity),
    after: t(after.verdict.severity),
  });
  const head =
    verdict === 'same'
      ? t('Same verdict as {other} ({severity})', { other, severity: t(after.verdict.severity) })
      : t(verdict === 'worse' ? 'Worse than {other} ({verdicts})' : 'Better than {other} ({verdicts})', {
          other,
          verdicts,
        });
  const parts = [
    counted('Findings', comparison.findings, language),
    counted('Error codes', comparison.error_codes, language),
    ...(comparison.files ? [counted('Files', comparison.files, language)] : []),
  ].filter((part) => part !== undefined);
  return parts.length === 0
    ? t('{head}; nothing else changed.', { head })
    : `${head}${t('. ')}${parts.join(t('; '))}${t('.')}`;
}

type Counted = Pick<Changes<unknown, unknown>, 'new' | 'gone' | 'worse' | 'better' | 'omitted'>;

function counted(what: Label, changes: Counted, { t }: Language): string | undefined {
  const amounts = (['new', 'worse', 'better', 'gone'] as const).flatMap((kind) =>
    changes[kind].length === 0 ? [] : [t(`{count} ${kind}`, { count: String(changes[kind].length) })],
  );
  if (amounts.length === 0) return undefined;
  const more = changes.omitted === 0 ? '' : t(', {more} more', { more: String(changes.omitted) });
  return `${t(what)}${t(': ')}${amounts.join(t(', '))}${more}`;
}
