import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Aggregate } from '../aggregate.ts';
import { type Draft, defineRule, evidenceAt, lastedFrom } from '../rule.ts';

function restOf(pauses: Aggregate['pauses'], seconds: number): Draft {
  return {
    severity: 'info',
    title: `Buses silent, or not recorded, for ${formatDuration(seconds)}`,
    description: `All ${plural(pauses[0]?.topics ?? 0, 'identifier')} with a period fell silent together for ${formatDuration(seconds)}: the buses slept, or nothing was recorded.`,
    likely_cause: 'The ignition was off and the buses slept, or the logger stood still.',
    advice: 'If the vehicle was driving at that time, check the logger; otherwise there is nothing to do.',
    evidence: pauses.map((pause) =>
      evidenceAt(pause.at, { detail: `silent for ${formatDuration(pause.length_ns / 1e9)}` }),
    ),
  };
}

/** What rests does not come back in its old rhythm: it starts anew, each control unit for itself. */
function isOfRecorder({ on_bus, kept_time }: Aggregate['pauses'][number]): boolean {
  return !on_bus || kept_time;
}

export const recordingPause = defineRule({
  id: 'recording-pause',
  version: 3,
  question: 'Did all topics stop together inside a file?',
  severities: ['info', 'warning', 'error'],
  basis: 'inferred',
  thresholds: {
    warning: {
      value: 1,
      unit: 's',
      source: 'no message of any regular topic in a second: more than a slow disk write',
    },
    lost: {
      value: 0.5,
      unit: 's',
      source:
        'of buses whose senders kept their time through the pause, so that they did not sleep; the longest pause of a healthy public one is 0.5 s',
    },
    error: { value: 60, unit: 's', source: 'a minute of a drive is missing' },
  },
  likely_cause:
    'The recorder stood still (disk too slow, processor overloaded, computer suspended), or the clock was set ahead.',
  advice:
    'Compare with processor load and disk use at that time. If the clock jumped, check time synchronisation.',
  evaluate: ({ pauses }, limits) => {
    const long = pauses.filter(
      ({ length_ns, on_bus, kept_time }) =>
        length_ns >= (on_bus && kept_time ? limits.lost : limits.warning) * 1e9,
    );
    // On buses alone a pause of the recorder looks like a bus at rest, unless their senders kept their time.
    const worst = long.find(isOfRecorder) ?? long[0];
    if (!worst) return [];
    const seconds = worst.length_ns / 1e9;
    if (!isOfRecorder(worst)) return [restOf(long, seconds)];
    return [
      {
        severity: seconds >= limits.error ? 'error' : 'warning',
        title: `Nothing was recorded for ${formatDuration(seconds)} inside a file`,
        description: `${plural(worst.topics, worst.on_bus ? 'identifier' : 'topic')} fell silent together for ${formatDuration(seconds)}${worst.on_bus ? ', and came back in their old rhythm: they did not rest' : ''}${long.length > 1 ? `; ${plural(long.length, 'file')} have such a pause` : ''}.`,
        lasted: lastedFrom(worst.at, worst.length_ns),
        evidence: long.map((pause) =>
          evidenceAt(pause.at, {
            detail: `${plural(pause.topics, 'topic')} silent for ${formatDuration(pause.length_ns / 1e9)}`,
          }),
        ),
      },
    ];
  },
});
