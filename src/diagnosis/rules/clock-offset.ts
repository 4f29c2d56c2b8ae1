import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';

export const clockOffset = defineRule({
  id: 'clock-offset',
  version: 1,
  question: 'Do the clocks of recorders that ran together differ?',
  severities: ['warning', 'error'],
  basis: 'inferred',
  thresholds: {
    warning: { value: 0.1, unit: 's', source: 'at 50 km/h a vehicle moves 1.4 m in that time' },
    error: { value: 1, unit: 's', source: 'no two events of both recorders can be put in order any more' },
  },
  likely_cause: 'One of the computers is not synchronised (no PTP or NTP), or lost its time source.',
  advice:
    'Synchronise all computers to one clock (PTP, or NTP with GPS); until then shift one file by the offset.',
  evaluate: ({ clock_offsets }, limits) => {
    const off = clock_offsets
      .filter(({ other }) => other.clock === 'unix')
      // The uncertainty of the landmarks themselves does not count.
      .map((one) => ({ ...one, least: Math.abs(one.offset_s) - one.error_s }))
      .filter(({ least }) => least >= limits.warning)
      .sort((a, b) => b.least - a.least);
    const worst = off[0];
    if (!worst) return [];
    const said = (offset: number) =>
      `${formatDuration(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'}`;
    return [
      {
        severity: worst.least >= limits.error ? 'error' : 'warning',
        title: `Clocks of two recorders differ by ${formatDuration(Math.abs(worst.offset_s))}`,
        description: `${quote(worst.other.file_name)} is ${said(worst.offset_s)} ${quote(worst.reference.file_name)} (± ${formatDuration(worst.error_s)}, from ${plural(worst.landmarks, 'event')} that both recorded).`,
        evidence: off.map(({ other, reference, offset_s, error_s, landmarks }) => ({
          file_id: other.file_id,
          file_name: other.file_name,
          detail: `${said(offset_s)} ${reference.file_name}, ± ${formatDuration(error_s)}, ${plural(landmarks, 'event')}`,
        })),
      },
    ];
  },
});
