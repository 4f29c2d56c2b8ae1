import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { missingShare } from '../gather/frame-loss.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const missingFrames = defineRule({
  id: 'missing-frames',
  version: 2,
  question: 'Are frames missing on a bus, so that the recording cannot be relied on?',
  severities: ['warning', 'error'],
  basis: 'inferred',
  thresholds: {
    warning: {
      value: 5,
      unit: '%',
      source: 'of the frames due by the periods of their senders; healthy loggers miss less than 1 %',
    },
    error: {
      value: 30,
      unit: '%',
      source: 'every third value is missing: rates, sums and absences are wrong',
    },
    senders: {
      value: 50,
      unit: '%',
      source:
        'of the senders with a period: a logger loses frames of all of them, a failing unit only its own',
    },
    least: { value: 3, unit: '', source: 'one or two senders may skip turns by design' },
  },
  likely_cause:
    'The logger or its adapter cannot keep up with the bus, its filter drops frames, or its buffer overruns.',
  advice:
    'Record with an adapter that reports overruns, on a faster computer or with fewer identifiers; do not rely on rates of this recording.',
  evaluate: ({ frame_losses }, limits) => {
    const found = frame_losses.filter(
      (loss) =>
        100 * missingShare(loss) >= limits.warning &&
        loss.senders >= limits.least &&
        100 * loss.lossy >= limits.senders * loss.senders,
    );
    const worst = found[0];
    if (!worst) return [];
    const percent = (loss: typeof worst) => `${Math.round(100 * missingShare(loss))} %`;
    return [
      {
        severity: 100 * missingShare(worst) >= limits.error ? 'error' : 'warning',
        title: `${percent(worst)} of the frames are missing on ${quote(worst.bus)}`,
        description: `In ${quote(worst.at.file_name)}, ${worst.lossy} of ${plural(worst.senders, 'sender')} with a period on ${quote(worst.bus)} miss turns, most of all ${quote(worst.worst)}: of ${worst.expected.toLocaleString('en-US')} frames due, ${worst.seen.toLocaleString('en-US')} were recorded.`,
        evidence: found.map((loss) =>
          evidenceAt(loss.at, {
            count: loss.expected - loss.seen,
            detail: `${percent(loss)} of the frames of ${quote(loss.bus)} are missing in this file`,
          }),
        ),
      },
    ];
  },
});
