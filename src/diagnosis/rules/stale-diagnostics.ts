import { plural } from '../../domain/plural.ts';
import { quoteCode } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule, evidenceAt } from '../rule.ts';

/** DiagnosticStatus level STALE: the aggregator has received nothing from the component within its timeout. */
export function isStale({ source, code, message }: CodeAggregate): boolean {
  return source === 'diagnostics' && /\bstale\b/i.test(`${code} ${message}`);
}

export const staleDiagnostics = defineRule({
  id: 'stale-diagnostics',
  version: 1,
  question: 'Which components stopped reporting how they are?',
  severities: ['warning', 'error'],
  basis: 'reported',
  thresholds: {
    error: {
      value: 10,
      unit: '',
      source: 'at the aggregator’s usual 1 Hz, ten reports are ten seconds without the component',
    },
  },
  likely_cause:
    'The component has crashed, was never started, or its messages do not reach the diagnostic aggregator.',
  advice: 'Check that the process runs and look for its last log line before the first occurrence.',
  evaluate: ({ codes }, limits) => {
    const stale = codes.filter(isStale);
    const worst = stale.toSorted((a, b) => b.count - a.count)[0];
    if (!worst) return [];
    return [
      {
        severity: worst.count >= limits.error ? 'error' : 'warning',
        title:
          stale.length === 1
            ? `Went stale: ${quoteCode(worst.code)}`
            : `${plural(stale.length, 'component')} went stale`,
        description: `${stale.length === 1 ? 'It' : `${plural(stale.length, 'component')} stopped reporting; the longest, “${quoteCode(worst.code)}”,`} was stale in ${plural(worst.count, 'report')}.`,
        evidence: stale.map((code) =>
          evidenceAt(code.first, { count: code.count, detail: quoteCode(code.code) }),
        ),
        codes: stale.map(({ code }) => code),
      },
    ];
  },
});
