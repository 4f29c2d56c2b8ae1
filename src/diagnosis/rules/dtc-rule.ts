import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quote, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { type Draft, defineRule, evidenceAt, type Rule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

/** Trouble codes in the form that the readers use: SAE J2012 with or without failure type byte, SAE J1939-73. */
const troubleCode = /^([PCBU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?|SPN \d+ FMI \d+)$/;

export function isTroubleCode(code: string): boolean {
  return troubleCode.test(code);
}

/** SAE J1939-73 has given these failure modes to nobody: bytes that are read so are those of another message. */
const reservedMode = /^SPN \d+ FMI (?:2[2-9]|30)$/;

/**
 * What else readers report about the fault memory: that it was or should be cleared, and tests that failed before a
 * code was stored.
 */
const aboutCodes =
  /^(DTCs cleared|clearing of DTCs (requested|refused)|monitor 0x[0-9A-F]{2} test 0x[0-9A-F]{2} failed)$/;

/** Trouble codes of one protocol, one finding for each. */
function dtcRule(rule: {
  id: string;
  source: string;
  question: string;
  likely_cause: string;
  advice: string;
}): Rule {
  const { source, ...words } = rule;
  return defineRule({
    ...words,
    version: 6,
    severities: ['info', 'warning', 'error', 'critical'],
    basis: 'reported',
    thresholds: {
      codes: {
        value: 12,
        unit: '',
        source: 'as many as a reader takes in; the others are in the list of error codes',
      },
    },
    evaluate: ({ codes }, limits) =>
      codes
        .filter((code) => code.source === source && (isTroubleCode(code.code) || aboutCodes.test(code.code)))
        .sort((a, b) => severityRank(b.severity) - severityRank(a.severity))
        .slice(0, limits.codes)
        .map((code) => ({ code, frame: freezeFrameOf(code, codes) }))
        .map(({ code, frame }) => ({
          severity: reservedMode.test(code.code) ? 'info' : code.severity,
          // The reader's text contains code, state, control unit and meaning.
          title: quote(code.message.replace(/\.$/, '')),
          description: `Reported ${times(code.count)} in ${plural(code.files, 'file')}.${frame ? ` ${quote(frame.message)}` : ''}`,
          evidence: [
            ...codeEvidence(code),
            ...(frame ? [evidenceAt(frame.first, { detail: 'freeze frame' })] : []),
          ],
          codes: [code.code],
          ...aboutSystem(code.code),
        })),
  });
}

/**
 * The system of the vehicle, by the first letter of its codes (SAE J2012); P, the powertrain, is the rules' default.
 */
const systems: Readonly<Record<string, Pick<Draft, 'likely_cause' | 'advice'>>> = {
  B: {
    likely_cause: 'The control unit has found a fault of the body: airbags, doors, lights, seats or climate.',
    advice:
      'Look the code up in the service manual; codes of airbags are for a workshop that is trained for them.',
  },
  C: {
    likely_cause:
      'The control unit has found a fault of the chassis: brakes, steering, suspension or their sensors.',
    advice: 'Have brakes and steering checked before the next drive; look the code up in the service manual.',
  },
  U: {
    likely_cause:
      'A control unit did not hear another one, or not what it expected: no supply, a disturbed bus, or software that does not fit.',
    advice:
      'Check supply, ground and bus wires of the control unit that was not heard; compare with silent topics and errors of the bus at that time.',
  },
};

function aboutSystem(code: string): Pick<Draft, 'likely_cause' | 'advice'> {
  return /^[BCU][0-3]/.test(code) ? (systems[code[0] ?? ''] ?? {}) : {};
}

/** What the vehicle did when the code was stored, in the wording of the readers. */
function freezeFrameOf(
  { code, source }: CodeAggregate,
  codes: readonly CodeAggregate[],
): CodeAggregate | undefined {
  return codes.find((other) => other.source === source && other.code.startsWith(`${code} freeze frame`));
}

export const obdDtc = dtcRule({
  id: 'obd-dtc',
  source: 'obd',
  question: 'Which OBD-II trouble codes did control units report?',
  likely_cause: 'The control unit has confirmed a fault that concerns emissions, or suspects one (pending).',
  advice:
    'Look the code up in the service manual; repair, clear, and drive until the monitors have run again.',
});

export const udsDtc = dtcRule({
  id: 'uds-dtc',
  source: 'uds',
  question: 'Which trouble codes did control units report over UDS?',
  likely_cause: 'The control unit has stored a fault; its status says whether it is there now.',
  advice: 'Read the freeze frame and status with the maker’s tester; repair what is confirmed first.',
});

export const j1939Dtc = dtcRule({
  id: 'j1939-dtc',
  source: 'j1939',
  question: 'Which J1939 trouble codes were active or stored?',
  likely_cause:
    'The control unit at that address has found a fault at the parameter (SPN), of the kind (FMI) named.',
  advice: 'Look up SPN and FMI in the maker’s service manual; faults with the red stop lamp come first.',
});
