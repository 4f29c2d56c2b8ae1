import { plural } from '../../domain/plural.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import { type Draft, defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { isOfComponent } from './error-diagnostics.ts';
import { repeatedTimes } from './repeated-log-errors.ts';

export const warningDiagnostics = defineRule({
  id: 'warning-diagnostics',
  version: 1,
  question: 'Which components warned about themselves?',
  severities: ['info', 'warning'],
  basis: 'reported',
  thresholds: {
    repeated: {
      ...repeatedTimes,
      source: 'reports in one recording: at the usual 1 Hz of diagnostics, a warning that lasts ten seconds',
    },
    codes: {
      value: 8,
      unit: '',
      source: 'as many as a reader takes in; the others are in the list of error codes',
    },
  },
  likely_cause:
    'A value of the component, or of the device behind it, is near its limit or was lost for moments.',
  advice:
    'See the component’s own figures at the first occurrence, and whether the warning comes in every drive; a limit set too tight is mended by its setting.',
  evaluate: ({ codes }, limits) => {
    const warned = codes.filter((code) => code.severity === 'warning' && isOfComponent(code));
    const repeated = warned.filter(({ most_in_file }) => most_in_file >= limits.repeated);
    const few = warned.filter(({ most_in_file }) => most_in_file < limits.repeated);
    const [most] = few.toSorted((a, b) => b.count - a.count);
    return [
      ...repeated.slice(0, limits.codes).map(
        (code): Draft => ({
          severity: 'warning',
          title: `Warned ${times(code.count)}: ${quoteCode(code.code)}`,
          description: `Reported ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
          evidence: codeEvidence(code),
          codes: [code.code],
        }),
      ),
      ...(most
        ? [
            {
              severity: 'info',
              title: `${plural(few.length, 'warning')} of components now and then`,
              description: `None of them ${plural(limits.repeated, 'time')} or more in a recording. Most often “${quoteCode(most.code)}”: “${quote(most.message)}”.`,
              evidence: few.flatMap((code) => codeEvidence(code).slice(0, 1)),
              codes: few.map(({ code }) => code),
            } satisfies Draft,
          ]
        : []),
    ];
  },
});
