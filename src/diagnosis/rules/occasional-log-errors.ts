import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quote, quoteCode } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { repeatedTimes } from './repeated-log-errors.ts';

export const occasionalLogErrors = defineRule({
  id: 'occasional-log-errors',
  version: 1,
  question: 'Did the software log errors now and then?',
  severities: ['info'],
  basis: 'reported',
  thresholds: { repeated: repeatedTimes },
  likely_cause:
    'A step failed and worked at the next try, or failed at start-up before its inputs were there.',
  advice: 'Nothing to do when they stand at the start of a recording; else read the lines around them.',
  evaluate: ({ codes }, limits) => {
    const few = codes.filter(
      ({ source, severity, count }) =>
        (source === 'log' || source === 'ulog') &&
        severityRank(severity) === severityRank('error') &&
        count < limits.repeated,
    );
    const [most] = few.toSorted((a, b) => b.count - a.count);
    if (!most) return [];
    return [
      {
        severity: 'info',
        title: `${plural(few.length, 'error')} logged now and then`,
        description: `None of them ${plural(limits.repeated, 'time')} or more. Most often “${quoteCode(most.code)}”: “${quote(most.message)}”.`,
        evidence: few.flatMap((code) => codeEvidence(code).slice(0, 1)),
      },
    ];
  },
});
