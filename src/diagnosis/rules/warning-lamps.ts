import { plural } from '../../domain/plural.ts';
import { worseOf } from '../../domain/severity.ts';
import { quote } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

/** OBD-II: malfunction indicator lamp (SAE J1979, mode 01, PID 01). */
function isMil({ source, code }: CodeAggregate): boolean {
  return source === 'obd' && code === 'MIL on';
}

/** SAE J1939-73, 5.7.1: a DM1 contains the lamps with its codes; the reader names those that are lit. */
const litWithCode = /; on: ([a-z ,]+)/;

function lampsOf(code: CodeAggregate): string[] {
  if (isMil(code)) return ['malfunction indicator lamp'];
  return code.source === 'j1939'
    ? (litWithCode
        .exec(code.message)?.[1]
        ?.split(',')
        .map((lamp) => lamp.trim()) ?? [])
    : [];
}

export const warningLamps = defineRule({
  id: 'warning-lamps',
  version: 1,
  question: 'Which warning lamps were lit?',
  severities: ['warning', 'error', 'critical'],
  basis: 'reported',
  thresholds: {},
  likely_cause: 'A control unit has found a fault that the driver has to know of; its trouble codes name it.',
  advice: 'With the red stop lamp, do not drive on; else repair what the trouble codes name soon.',
  evaluate: ({ codes }) => {
    const lit = codes.filter((code) => lampsOf(code).length > 0);
    const [first] = lit;
    if (!first) return [];
    const lamps = [...new Set(lit.flatMap(lampsOf))];
    return [
      {
        severity: lit.map(({ severity }) => severity).reduce(worseOf, 'warning'),
        title: `Lit: ${lamps.map((lamp) => quote(lamp)).join(', ')}`,
        description: `${plural(lit.length, 'code')} asked for ${lamps.length === 1 ? 'it' : 'them'}, among others: “${quote(first.message)}”.`,
        evidence: lit.flatMap(codeEvidence),
        codes: lit.map(({ code }) => code),
      },
    ];
  },
});
