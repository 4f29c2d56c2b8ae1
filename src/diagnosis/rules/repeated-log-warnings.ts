import { plural } from '../../domain/plural.ts';
import { quoteCode, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { anExample } from './an-example.ts';
import { codeEvidence } from './code-evidence.ts';
import { isInterference } from './gps-interference.ts';
import { repeatedTimes } from './repeated-log-errors.ts';

export const repeatedLogWarnings = defineRule({
  id: 'repeated-log-warnings',
  version: 1,
  question: 'Which warnings did the software log again and again?',
  severities: ['info', 'warning'],
  basis: 'reported',
  thresholds: {
    repeated: { ...repeatedTimes, source: 'in one recording; single warnings are common at start-up' },
    many: {
      value: 100,
      unit: '',
      source: 'in one recording: more than the retries of a start, so the condition lasts',
    },
  },
  likely_cause:
    'What the warning names lasts: an input is late or missing, a buffer is full, a limit is exceeded.',
  advice:
    'Read the line at its first occurrence and what the same source logged before; then mend what it names.',
  evaluate: ({ codes }, limits) => {
    const found = codes
      .filter(
        (code) =>
          (code.source === 'log' || code.source === 'ulog') &&
          code.severity === 'warning' &&
          code.most_in_file >= limits.repeated &&
          !isInterference(code),
      )
      .sort((a, b) => b.most_in_file - a.most_in_file);
    const [most] = found;
    if (!most) return [];
    const others = found.length === 1 ? '' : `; ${plural(found.length - 1, 'other warning')} came often too`;
    return [
      {
        severity: most.most_in_file >= limits.many ? 'warning' : 'info',
        title: `Warning logged ${times(most.count)}: ${quoteCode(most.code)}`,
        description: `In ${plural(most.files, 'file')}${anExample(most)}${others}.`,
        evidence: [
          ...codeEvidence(most),
          ...found.slice(1).flatMap((code) => codeEvidence(code).slice(0, 1)),
        ],
        codes: found.map(({ code }) => code),
      },
    ];
  },
});
