import { quote, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const monitorsIncomplete = defineRule({
  id: 'monitors-incomplete',
  version: 1,
  question: 'Have the monitors of the emissions control run since the codes were cleared?',
  severities: ['info'],
  basis: 'reported',
  thresholds: {},
  likely_cause:
    'The codes were cleared or the battery was off, and the vehicle has not been driven enough since.',
  advice:
    'Do not take an empty fault memory for a sound vehicle: drive until the monitors have run, then read the codes again.',
  evaluate: ({ codes }) => {
    const obd = codes.filter(({ source }) => source === 'obd');
    // With the lamp on, its codes are what counts.
    if (obd.some(({ code }) => code === 'MIL on')) return [];
    return obd
      .filter(({ code }) => code === 'OBD monitors not completed')
      .map((code) => ({
        severity: 'info',
        title: 'OBD monitors have not run since the codes were cleared',
        description: `${quote(code.message)} Reported ${times(code.count)}.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      }));
  },
});
