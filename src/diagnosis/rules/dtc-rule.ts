import { severityRank } from '../../domain/severity.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule, plural, quote, quoteCode, type Rule, times } from '../rule.ts';
import { standardMeaning } from '../standards/meaning.ts';
import { codeEvidence } from './code-evidence.ts';
import { isLamp } from './warning-lamps.ts';

/** Trouble codes of one protocol, one finding for each code. */
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
    version: 1,
    severities: ['info', 'warning', 'error', 'critical'],
    thresholds: {
      codes: { value: 12, unit: '', source: 'so many are read; the others are in the list of error codes' },
    },
    evaluate: ({ codes }, limits) =>
      codes
        .filter((code) => code.source === source && !isLamp(code) && standardMeaning(code.code) !== undefined)
        .sort((a, b) => severityRank(b.severity) - severityRank(a.severity))
        .slice(0, limits.codes)
        .map((code) => ({
          severity: code.severity,
          title: titleOf(code),
          description: `Reported ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
          evidence: codeEvidence(code),
        })),
  });
}

/** The code as it was recorded, and what the standard says of it unless the recorded text says so already. */
function titleOf({ code }: CodeAggregate): string {
  const meaning = standardMeaning(code)?.meaning;
  return meaning ? `${quoteCode(code)}: ${meaning}` : `${quoteCode(code)} (meaning known to the maker)`;
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
