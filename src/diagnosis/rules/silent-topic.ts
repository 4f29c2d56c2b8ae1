import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import { isOfSensor, vehicleHeartbeat } from '../gather/senders.ts';
import type { TopicAggregate } from '../gather/topics.ts';
import { type Draft, defineRule, evidenceAt, lastedFrom } from '../rule.ts';

export const silentTopic = defineRule({
  id: 'silent-topic',
  version: 5,
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
    heartbeats: {
      value: 10,
      unit: '',
      source:
        'of the heartbeats of a vehicle, one a second (MAVLink, "Heartbeat"): PX4 acts on a lost link after 10 s (`COM_DL_LOSS_T`), ground stations sooner',
    },
    least: {
      value: 1,
      unit: 's',
      source:
        'shorter gaps come from a recorder under load, but for those in a flood of the bus, which it recorded',
    },
    long: { value: 30, unit: 's', source: 'longer than a driver needs to restart' },
  },
  likely_cause:
    'The sensor or the process behind the topic failed, was restarted, or its network link was lost.',
  advice: 'Look for errors of the sender at the time the silence began; check its power and its connection.',
  evaluate: ({ topics }, limits) => {
    const silent = topics
      .filter((topic): topic is Silent => {
        if (!topic.silence) return false;
        const { length_ns, usual_ns, flooding } = topic.silence;
        const intervals = intervalsOf(topic, limits);
        // In a flood the recorder goes on, at the greatest load.
        const isLong = flooding !== undefined || length_ns >= limits.least * 1e9;
        return length_ns >= intervals * usual_ns && isLong;
      })
      .sort((a, b) => b.silence.length_ns - a.silence.length_ns);
    const displaced = silent.filter(({ silence }) => silence.flooding !== undefined);
    const alone = silent.filter(({ silence }) => silence.flooding === undefined);
    const onBus = alone.every(({ name }) => canIdentifier.test(name));
    const ofItsOwn = tellOf(alone, {
      description: '.',
      longNs: onBus ? Number.POSITIVE_INFINITY : limits.long * 1e9,
    });
    const ofFlood = tellOf(displaced, {
      description: `; ${plural(displaced[0]?.silence.flooding ?? 0, 'identifier')} of higher priority began with its silence and took the bus.`,
      longNs: Number.POSITIVE_INFINITY,
    });
    return [
      ...ofItsOwn.map((finding) => ({ ...finding, ...(onBus && bus) })),
      ...ofFlood.map((finding) => ({ ...finding, ...flood })),
    ];
  },
});

function intervalsOf(
  topic: TopicAggregate,
  limits: Record<'intervals' | 'sensor_intervals' | 'heartbeats', number>,
): number {
  if (vehicleHeartbeat.test(topic.name)) return limits.heartbeats;
  // Several pauses of a sensor are the matter of the rule on them.
  const single = isOfSensor(topic) && (topic.pauses?.count ?? 1) === 1;
  return single ? limits.sensor_intervals : limits.intervals;
}

/** `silent` begins with the longest; `description` ends its sentence, and silences from `longNs` on are errors. */
function tellOf(
  silent: readonly Silent[],
  { description, longNs }: { description: string; longNs: number },
): Draft[] {
  const worst = silent[0];
  if (!worst) return [];
  const { kind, length_ns, usual_ns } = worst.silence;
  const time = formatDuration(length_ns / 1e9);
  return [
    {
      severity: length_ns >= longNs ? 'error' : 'warning',
      title:
        silent.length === 1
          ? `Topic ${quote(worst.name)} fell silent for ${time}`
          : `${plural(silent.length, 'topic')} fell silent, ${quote(worst.name)} for ${time}`,
      description: `${quote(worst.name)} ${kind === 'gap' ? 'paused' : 'stopped'} for ${time}${kind === 'gap' ? '' : ' before the recording ended'}, although it otherwise comes every ${formatDuration(usual_ns / 1e9)}${description}`,
      lasted: lastedFrom(worst.silence.at, length_ns),
      evidence: silent.map(({ silence }) =>
        evidenceAt(silence.at, {
          detail: `${silence.kind === 'gap' ? 'gap' : 'silent to the end'} of ${formatDuration(silence.length_ns / 1e9)}, usually every ${formatDuration(silence.usual_ns / 1e9)}`,
        }),
      ),
    },
  ];
}

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

/** The lower identifier wins the bus (ISO 11898-1). */
const flood = {
  likely_cause:
    'A device sends identifiers of high priority without a pause, so that frames of lower priority do not get onto the bus: a defective or wrongly programmed unit, a test tool, or an attack.',
  advice:
    'Find the device that sends the identifiers which began at that time: unplug units one by one, or follow the frames to the bus that a gateway takes them from.',
};

type Silent = TopicAggregate & { silence: NonNullable<TopicAggregate['silence']> };
