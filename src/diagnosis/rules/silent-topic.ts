import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import { isOfSensor } from '../gather/senders.ts';
import type { TopicAggregate } from '../gather/topics.ts';
import { defineRule, evidenceAt, severityFor } from '../rule.ts';

export const silentTopic = defineRule({
  id: 'silent-topic',
  version: 3,
  question: 'Which topics, sent at a rate of their own, fell silent while others went on?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    intervals: {
      value: 20,
      unit: '',
      source: 'a regular sender that misses 20 turns in a row did not merely run late',
    },
    sensor_intervals: {
      value: 10,
      unit: '',
      source:
        'of what sensors, odometry and transforms send at all times: of public recordings healthy ones pause for up to 6 intervals, others for 12 and more',
    },
    least: { value: 1, unit: 's', source: 'shorter gaps come from a recorder under load' },
    long: { value: 30, unit: 's', source: 'longer than a driver needs to restart' },
  },
  likely_cause:
    'The sensor or the process behind the topic failed, was restarted, or its network link was lost.',
  advice: 'Look for errors of the sender at the time the silence began; check its power and its connection.',
  evaluate: ({ topics }, limits) => {
    const silent = topics
      .filter((topic): topic is Silent => {
        if (!topic.silence) return false;
        const { length_ns, usual_ns } = topic.silence;
        // Several pauses of a sensor are the matter of the rule on them.
        const single = isOfSensor(topic) && (topic.pauses?.count ?? 1) === 1;
        const intervals = single ? limits.sensor_intervals : limits.intervals;
        return length_ns >= intervals * usual_ns && length_ns >= limits.least * 1e9;
      })
      .sort((a, b) => b.silence.length_ns - a.silence.length_ns);
    const worst = silent[0];
    if (!worst) return [];
    const seconds = worst.silence.length_ns / 1e9;
    const onBus = silent.every(({ name }) => canIdentifier.test(name));
    return [
      {
        severity:
          severityFor([
            [seconds >= limits.long && !onBus, 'error'],
            [true, 'warning'],
          ]) ?? 'warning',
        ...(onBus && bus),
        title:
          silent.length === 1
            ? `Topic ${quote(worst.name)} fell silent for ${formatDuration(seconds)}`
            : `${plural(silent.length, 'topic')} fell silent, ${quote(worst.name)} for ${formatDuration(seconds)}`,
        description: `${quote(worst.name)} ${worst.silence.kind === 'gap' ? 'paused' : 'stopped'} for ${formatDuration(seconds)}${worst.silence.kind === 'gap' ? '' : ' before the recording ended'}, although it otherwise comes every ${formatDuration(worst.silence.usual_ns / 1e9)}.`,
        evidence: silent.map(({ silence }) =>
          evidenceAt(silence.at, {
            detail: `${silence.kind === 'gap' ? 'gap' : 'silent to the end'} of ${formatDuration(silence.length_ns / 1e9)}, usually every ${formatDuration(silence.usual_ns / 1e9)}`,
          }),
        ),
      },
    ];
  },
});

/** The form in which readers name a CAN identifier. */
const canIdentifier = / 0x([0-9A-F]{3}|[0-9A-F]{8})$/;

/**
 * Control units stop sending when the ignition is switched off, while others and the recorder continue: that alone is
 * not an error.
 */
const bus = {
  likely_cause:
    'The control unit that sends these identifiers was switched off (ignition, sleep) or reset, or its connection was lost.',
  advice:
    'See whether the ignition was off at that time; if not, check supply, ground and bus wires of that control unit.',
};

type Silent = TopicAggregate & { silence: NonNullable<TopicAggregate['silence']> };
