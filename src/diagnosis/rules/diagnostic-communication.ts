import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

/** A service that was refused, and a message that did not arrive completely, in the wording of the readers. */
const failureCode = /: NRC 0x[0-9A-F]{2}$|: (ISO-TP|J1939 transport) /;

export const diagnosticCommunication = defineRule({
  id: 'diagnostic-communication',
  version: 2,
  question: 'Did control units refuse requests, or messages of diagnosis get lost?',
  severities: ['info', 'warning'],
  basis: 'reported',
  thresholds: {
    repeated: {
      value: 10,
      unit: '',
      source: 'testers try what an ECU does not have; a single time-out is ordinary',
    },
  },
  likely_cause:
    'The control unit was in the wrong state for the request, or frames of a long message were lost on a busy bus.',
  advice: 'Look at which service was refused and why; with lost messages, check bus load and error frames.',
  evaluate: ({ codes }, limits) => {
    const failures = codes.filter(
      ({ source, code, severity }) =>
        /^(obd|uds|j1939|can)$/.test(source) &&
        failureCode.test(code) &&
        severityRank(severity) >= severityRank('warning'),
    );
    const [most] = failures.toSorted((a, b) => b.count - a.count);
    if (!most) return [];
    return [
      {
        severity: most.count >= limits.repeated || most.severity !== 'warning' ? 'warning' : 'info',
        title: `Diagnosis over the bus failed: ${quoteCode(most.code)}`,
        description: `${plural(failures.length, 'kind')} of failure; this one ${times(most.count)}: “${quote(most.message)}”.`,
        evidence: failures.flatMap((code) => codeEvidence(code).slice(0, 1)),
      },
    ];
  },
});
