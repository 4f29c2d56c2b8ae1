import { plural } from '../../domain/plural.ts';
import type { Severity } from '../../domain/severity.ts';
import { quote, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { type Draft, defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

type Severities = 'info' | 'warning';

const accessCodes: readonly string[] = ['security access granted', 'tester authenticated'];

/** What a tester did to control units, by the codes of `recordings/can/uds/read-event.ts`; one finding each. */
const changes: readonly {
  codes: readonly string[];
  title: string;
  severity(counts: ReadonlyMap<string, number>, limits: { repeated: number }): Severities;
  likely_cause: string;
  advice: string;
}[] = [
  {
    codes: ['DTC storing switched off'],
    title: 'Trouble codes were not stored',
    severity: () => 'warning',
    likely_cause:
      'A tester switched the fault memory off (ControlDTCSetting, ISO 14229-1), as before programming.',
    advice:
      'Do not take an empty fault memory for a sound vehicle: what failed from then on has left no code. End the session or reset the control unit.',
  },
  {
    codes: ['communication switched off'],
    title: 'A control unit was ordered to be silent',
    severity: () => 'warning',
    likely_cause:
      'A tester switched ordinary messages off (CommunicationControl, ISO 14229-1), as before programming.',
    advice:
      'Silent topics and codes of lost communication from then on follow from it. End the session or reset the control unit.',
  },
  {
    codes: ['programming session', 'download accepted', 'download completed', ...accessCodes],
    title: 'A control unit was opened for programming',
    // Adaptations and routines also request access.
    severity: (counts) =>
      [...counts.keys()].every((code) => accessCodes.includes(code)) ? 'info' : 'warning',
    likely_cause: 'New software or data was sent to a control unit while the recording ran.',
    advice:
      'Find out who did it and whether it was meant to be; compare software versions before and after. Figures before and after it are not of the same vehicle.',
  },
  {
    codes: ['ECU reset'],
    title: 'A control unit was reset',
    severity: (counts, { repeated }) => ((counts.get('ECU reset') ?? 0) >= repeated ? 'warning' : 'info'),
    likely_cause:
      'A tester asked for it (ECUReset, ISO 14229-1); control units do so at the end of programming.',
    advice:
      'Gaps of its messages at that time follow from it. Resets that nobody asked for: look for the tester or telematics unit that sends them.',
  },
];

export const controlUnitChanges = defineRule({
  id: 'control-unit-changes',
  version: 2,
  question: 'Were control units reset, programmed, silenced, or kept from storing trouble codes?',
  severities: ['info', 'warning'],
  basis: 'reported',
  thresholds: {
    repeated: {
      value: 3,
      unit: '',
      source: 'resets; one or two are ordinary at the end of a session in the workshop',
    },
  },
  likely_cause: 'A tester or a telematics unit changed the state of a control unit while the recording ran.',
  advice: 'Find out who did it and whether it was meant to be.',
  evaluate: ({ codes }, limits) =>
    changes.flatMap((change) => {
      const reported = change.codes.flatMap((name) =>
        codes.filter(({ source, code }) => source === 'uds' && code === name),
      );
      return reported[0] ? [draftOf(change, reported[0], reported, limits)] : [];
    }),
});

function draftOf(
  { title, severity, likely_cause, advice }: (typeof changes)[number],
  first: CodeAggregate,
  reported: readonly CodeAggregate[],
  limits: { repeated: number },
): Draft {
  const counts = new Map(reported.map(({ code, count }) => [code, count]));
  const others = reported.slice(1).map(({ code, count }) => `${code} (${times(count)})`);
  const judged: Severity = severity(counts, limits);
  return {
    severity: judged,
    title: `${title}: ${quote(first.message.replace(/\.$/, ''))}`,
    description: `Seen ${times(first.count)} in ${plural(first.files, 'file')}.${others.length > 0 ? ` Also: ${others.join(', ')}.` : ''}`,
    evidence: reported.flatMap(codeEvidence),
    codes: reported.map(({ code }) => code),
    likely_cause,
    advice,
  };
}
