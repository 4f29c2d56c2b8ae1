import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const recordingPause = defineRule({
  id: 'recording-pause',
  version: 1,
  question: 'Did all topics stop together inside a file?',
  severities: ['warning', 'error'],
  basis: 'inferred',
  thresholds: {
    warning: {
      value: 1,
      unit: 's',
      source: 'no message of any regular topic in a second: more than a slow disk write',
    },
    error: { value: 60, unit: 's', source: 'a minute of a drive is missing' },
  },
  likely_cause:
    'The recorder stood still (disk too slow, processor overloaded, computer suspended), or the clock was set ahead.',
  advice:
    'Compare with processor load and disk use at that time. If the clock jumped, check time synchronisation.',
  evaluate: ({ pauses }, limits) => {
    const long = pauses.filter((pause) => pause.length_ns >= limits.warning * 1e9);
    const worst = long[0];
    if (!worst) return [];
    const seconds = worst.length_ns / 1e9;
    return [
      {
        severity: seconds >= limits.error ? 'error' : 'warning',
        title: `Nothing was recorded for ${formatDuration(seconds)} inside a file`,
        description: `${plural(worst.topics, 'topic')} fell silent together for ${formatDuration(seconds)}${long.length > 1 ? `; ${plural(long.length, 'file')} have such a pause` : ''}.`,
        evidence: long.map((pause) =>
          evidenceAt(pause.at, {
            detail: `${plural(pause.topics, 'topic')} silent for ${formatDuration(pause.length_ns / 1e9)}`,
          }),
        ),
      },
    ];
  },
});
