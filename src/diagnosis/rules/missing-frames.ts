import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import { missingShare } from '../gather/frame-loss.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';

type Loss = Aggregate['frame_losses'][number];

export const missingFrames = defineRule({
  id: 'missing-frames',
  version: 3,
  question: 'Are frames missing on a bus, so that the recording cannot be relied on?',
  severities: ['warning', 'error'],
  basis: 'inferred',
  thresholds: {
    warning: {
      value: 5,
      unit: '%',
      source: 'of the frames due by the periods of their senders; healthy loggers miss less than 1 %',
    },
    scattered: {
      value: 2,
      unit: '%',
      source:
        'where so many senders lose single frames; in healthy public recordings that miss as many, one in 14 senders does',
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
  evaluate: ({ frame_losses, bottlenecks }, limits) => {
    const most = (count: number, { senders }: Loss) => 100 * count >= limits.senders * senders;
    const found = frame_losses.filter((loss) => {
      const percent = 100 * missingShare(loss);
      const isLossy = percent >= limits.warning && most(loss.lossy, loss);
      const isScattered = percent >= limits.scattered && most(loss.scattered, loss);
      return loss.senders >= limits.least && (isLossy || isScattered);
    });
    if (found.length > 0) return [asMissing(found, limits.error)];
    return bottlenecks.length > 0 ? [asBottleneck(bottlenecks)] : [];
  },
});

function asMissing(found: readonly Loss[], error: number): Draft {
  const [worst] = found as [Loss];
  const percent = (loss: Loss) => `${Math.round(100 * missingShare(loss))} %`;
  return {
    severity: 100 * missingShare(worst) >= error ? 'error' : 'warning',
    title: `${percent(worst)} of the frames are missing on ${quote(worst.bus)}`,
    description: `In ${quote(worst.at.file_name)}, ${Math.max(worst.lossy, worst.scattered)} of ${plural(worst.senders, 'sender')} with a period on ${quote(worst.bus)} miss turns, most of all ${quote(worst.worst)}: of ${worst.expected.toLocaleString('en-US')} frames due, ${worst.seen.toLocaleString('en-US')} were recorded.`,
    evidence: found.map((loss) =>
      evidenceAt(loss.at, {
        count: loss.expected - loss.seen,
        detail: `${percent(loss)} of the frames of ${quote(loss.bus)} are missing in this file`,
      }),
    ),
  };
}

/** How many are missing is not known: no sender shows how often it sends. */
function asBottleneck(found: Aggregate['bottlenecks']): Draft {
  const [worst] = found as [Aggregate['bottlenecks'][number]];
  return {
    severity: 'warning',
    title: `Frames are missing on ${quote(worst.bus)}`,
    description: `In ${quote(worst.at.file_name)}, ${plural(worst.per_second, 'frame')} a second came from ${quote(worst.bus)}, steadily, while ${worst.senders - worst.regular} of its ${plural(worst.senders, 'frequent identifier')} have no period: the adapter passes as many frames as it can, and drops the others.`,
    evidence: found.map(({ at, bus, per_second }) =>
      evidenceAt(at, { detail: `${plural(per_second, 'frame')} a second of ${quote(bus)} in this file` }),
    ),
  };
}
