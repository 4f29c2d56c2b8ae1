import { plural } from '../../domain/plural.ts';
import { type Severity, worseOf } from '../../domain/severity.ts';
import type { VerdictCode } from '../../domain/verdict.ts';
import { defineRule, evidenceOfFile } from '../rule.ts';

/** Nothing was lost with these: Argus does not know what they are, or a later version reads them. They say nothing of the vehicle. */
const notKnown: readonly VerdictCode[] = ['unknown_format', 'unsupported'];

/** Texts may be anything; a file of another name that is not recognised may be a recording that has lost its beginning. */
const textName = /\.(?:csv|tsv|txt|log|asc|trc|json|jsonl|xml|yaml|yml|ini|cfg|md|html)$/i;

function severityOf(verdict: { code: VerdictCode }, name: string): Severity {
  if (verdict.code === 'empty') return 'warning';
  if (!notKnown.includes(verdict.code)) return 'error';
  return verdict.code === 'unknown_format' && !textName.test(name) ? 'warning' : 'info';
}

export const failedFiles = defineRule({
  id: 'failed-files',
  version: 2,
  question: 'Which files could not be read at all?',
  severities: ['info', 'warning', 'error'],
  basis: 'measured',
  thresholds: {},
  likely_cause:
    'The file is empty, of a format that Argus does not know or does not read yet, or damaged from its beginning.',
  advice: 'See the verdict of each file; record or upload it again if it should have held data.',
  evaluate: ({ files, totals }) => {
    if (totals.failed === 0) return [];
    const failed = files.filter(({ state }) => state === 'failed');
    const severities = failed.map(({ verdict, name }) => severityOf(verdict, name));
    return [
      {
        severity: severities.reduce(worseOf, 'info'),
        title: `${plural(totals.failed, 'file')} could not be read`,
        description: `${plural(totals.failed, 'file')} of ${totals.files} gave no message at all and ${totals.failed === 1 ? 'is' : 'are'} not part of the figures.`,
        evidence: failed.map((file) =>
          evidenceOfFile(file, {
            ...(file.verdict.offset === undefined ? {} : { offset: file.verdict.offset }),
            detail: `${file.verdict.code}: ${file.verdict.message}`,
          }),
        ),
      },
    ];
  },
});
