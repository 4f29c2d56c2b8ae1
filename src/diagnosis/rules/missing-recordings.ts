import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';

export const missingRecordings = defineRule({
  id: 'missing-recordings',
  version: 1,
  question: 'Do the numbers in the file names leave some out?',
  severities: ['info', 'warning'],
  basis: 'inferred',
  thresholds: {
    few: { value: 20, unit: '%', source: 'with more missing, files were chosen on purpose' },
  },
  likely_cause: 'A file was not uploaded, or was deleted on the vehicle before its upload.',
  advice: 'Ask the vehicle for the files with these numbers while it still has them.',
  evaluate: ({ numbering_holes }, limits) => {
    const [worst] = numbering_holes;
    if (!worst) return [];
    const share = ({ missing_count, files }: typeof worst) => (100 * missing_count) / (missing_count + files);
    const missing = numbering_holes.reduce((sum, one) => sum + one.missing_count, 0);
    return [
      {
        severity: numbering_holes.some((one) => share(one) <= limits.few) ? 'warning' : 'info',
        title: `${plural(missing, 'recording')} missing by number`,
        description: `Of the files ${quote(worst.pattern)}, ${plural(worst.missing_count, 'number')} ${worst.missing_count === 1 ? 'is' : 'are'} missing between others: ${worst.missing.join(', ')}${worst.missing_count > worst.missing.length ? ', …' : ''}.`,
        evidence: numbering_holes.map(({ before, missing: numbers }) => ({
          ...before,
          detail: `the next number, ${numbers[0] ?? ''}, is missing`,
        })),
      },
    ];
  },
});
