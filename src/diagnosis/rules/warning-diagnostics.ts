import { plural } from '../../domain/plural.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { type Draft, defineRule } from '../rule.ts';
import { anExample } from './an-example.ts';
import { codeEvidence } from './code-evidence.ts';
import { isOfComponent } from './error-diagnostics.ts';
import { repeatedTimes } from './repeated-log-errors.ts';

export const warningDiagnostics = defineRule({
  id: 'warning-diagnostics',
  version: 2,
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
    const warned = [
      ...Map.groupBy(
        codes.filter((code) => code.severity === 'warning' && isOfComponent(code)),
        conditionOf,
      ).values(),
    ].map(together);
    const repeated = warned.filter(({ most }) => most >= limits.repeated).sort((a, b) => b.count - a.count);
    const few = warned.filter(({ most }) => most < limits.repeated);
    const [often] = few.toSorted((a, b) => b.count - a.count);
    return [
      ...repeated.slice(0, limits.codes).map(
        ({ first, all, count }): Draft => ({
          severity: 'warning',
          title: `Warned ${times(count)}: ${quoteCode(conditionOf(first))}`,
          description: `In ${plural(first.files, 'file')}${anExample(first)}${all.length === 1 ? '' : `, and ${plural(all.length - 1, 'similar code')}`}.`,
          evidence: [
            ...codeEvidence(first),
            ...all.slice(1).flatMap((code) => codeEvidence(code).slice(0, 1)),
          ],
          codes: all.map(({ code }) => code),
        }),
      ),
      ...(often
        ? [
            {
              severity: 'info',
              title: `${plural(few.length, 'warning')} of components now and then`,
              description: `None of them ${plural(limits.repeated, 'time')} or more in a recording. Most often “${quoteCode(often.first.code)}”: “${quote(often.first.message)}”.`,
              evidence: few.flatMap(({ first }) => codeEvidence(first).slice(0, 1)),
              codes: few.flatMap(({ all }) => all.map(({ code }) => code)),
            } satisfies Draft,
          ]
        : []),
    ];
  },
});

/** What instances of one topic and axes of one sensor say is one condition: `estimator_status: magnetometer rejected`. */
function conditionOf({ code }: CodeAggregate): string {
  return code.replace(/^(\w+)\/\d+: /, '$1: ').replace(/ [XYZ]\b/, '');
}

interface Condition {
  first: CodeAggregate;
  all: CodeAggregate[];
  count: number;
  /** The highest count of one of its codes in one recording. */
  most: number;
}

function together(all: CodeAggregate[]): Condition {
  const sorted = all.toSorted((a, b) => b.count - a.count);
  return {
    first: sorted[0] as CodeAggregate,
    all: sorted,
    count: all.reduce((sum, { count }) => sum + count, 0),
    most: Math.max(...all.map(({ most_in_file }) => most_in_file)),
  };
}
