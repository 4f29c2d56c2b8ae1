import { plural } from '../../domain/plural.ts';
import type { VerdictCode } from '../../domain/verdict.ts';
import { defineRule, evidenceOfFile } from '../rule.ts';

/** Nothing was lost with these: they contain no recording, or a later version of Argus reads it. */
const harmless: readonly VerdictCode[] = ['empty', 'unknown_format', 'unsupported'];

export const failedFiles = defineRule({
  id: 'failed-files',
  version: 1,
  question: 'Which files could not be read at all?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {},
  likely_cause:
    'The file is empty, of a format that Argus does not know or does not read yet, or damaged from its beginning.',
  advice: 'See the verdict of each file; record or upload it again if it should have held data.',
  evaluate: ({ files, totals }) => {
    if (totals.failed === 0) return [];
    const failed = files.filter(({ state }) => state === 'failed');
    const lost = failed.some(({ verdict }) => !harmless.includes(verdict.code));
    return [
      {
        severity: lost ? 'error' : 'warning',
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
