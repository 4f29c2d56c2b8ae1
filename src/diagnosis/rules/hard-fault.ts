import { plural } from '../../domain/plural.ts';
import { quote, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const hardFault = defineRule({
  id: 'hard-fault',
  version: 1,
  question: 'Did the flight controller crash?',
  severities: ['critical'],
  basis: 'reported',
  thresholds: {},
  likely_cause:
    'The firmware ran into a fault of its own: a bad pointer, a stack overflow, a failed assertion, or broken memory.',
  advice:
    'Do not fly. Decode program counter and stack of the dump with the firmware’s ELF file (PX4, “Hard Fault Debugging”) and report it with this log.',
  evaluate: ({ codes }) =>
    codes
      .filter(({ source }) => source === 'hardfault')
      .map((code) => ({
        severity: 'critical',
        title: `The flight controller crashed: ${plural(code.count, 'hard fault dump')}`,
        description: `A crash dump was found ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
