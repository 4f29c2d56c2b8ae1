import { worseOf } from '../../domain/severity.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule, plural, quote, quoteCode } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

/** OBD-II: malfunction indicator (SAE J1979, mode 01, PID 01). J1939: MIL, red stop, amber warning, protect (J1939-73, 5.7.1). */
export function isLamp({ source, code }: Pick<CodeAggregate, 'source' | 'code'>): boolean {
  return /^(obd|uds|j1939)$/.test(source) && /\blamp\b|\bMIL\b|malfunction indicator/i.test(code);
}

export const warningLamps = defineRule({
  id: 'warning-lamps',
  version: 1,
  question: 'Which warning lamps were lit?',
  severities: ['info', 'warning', 'error', 'critical'],
  thresholds: {},
  likely_cause: 'A control unit has found a fault that the driver has to know of; its trouble codes name it.',
  advice: 'With the red stop lamp, do not drive on; else repair what the trouble codes name soon.',
  evaluate: ({ codes }) => {
    const lit = codes.filter(isLamp);
    const [worst] = lit;
    if (!worst) return [];
    return [
      {
        severity: lit.map(({ severity }) => severity).reduce(worseOf),
        title:
          lit.length === 1
            ? `Warning lamp: ${quoteCode(worst.code)}`
            : `${plural(lit.length, 'warning lamp')} lit`,
        description: `${lit
          .map(({ code }) => quoteCode(code))
          .slice(0, 5)
          .join('; ')}. First: “${quote(worst.message)}”.`,
        evidence: lit.flatMap(codeEvidence),
      },
    ];
  },
});
