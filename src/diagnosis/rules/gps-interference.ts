import { plural } from '../../domain/plural.ts';
import { worseOf } from '../../domain/severity.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

/** A receiver or autopilot reports that its satellite signals are jammed or spoofed. */
export function isInterference({ source, severity, code, message }: CodeAggregate): boolean {
  return (
    severity !== 'info' &&
    /^(diagnostics|px4-event|ulog|log)$/.test(source) &&
    /\b(gps|gnss)\b.*\b(jamm|spoof)|\b(jamm|spoof)\w*.*\b(gps|gnss)\b/i.test(
      `${code.replaceAll('_', ' ')} ${message}`,
    )
  );
}

export const gpsInterference = defineRule({
  id: 'gps-interference',
  version: 1,
  question: 'Did a receiver say that satellite signals were jammed or false?',
  severities: ['warning', 'error', 'critical'],
  basis: 'reported',
  thresholds: {},
  likely_cause:
    'A jammer or a transmitter of false signals (spoofer) nearby, or strong interference on the vehicle itself.',
  advice:
    'Do not rely on positions of that time; compare with wheel speed or other sensors and report the place.',
  evaluate: ({ codes }) =>
    codes.filter(isInterference).map((code) => ({
      severity: worseOf(code.severity, /spoof/i.test(`${code.code} ${code.message}`) ? 'error' : 'warning'),
      title: `GPS interference: ${quoteCode(code.code)}`,
      description: `Reported ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
      evidence: codeEvidence(code),
      codes: [code.code],
    })),
});
