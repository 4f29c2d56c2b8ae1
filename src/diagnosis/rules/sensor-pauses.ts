import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote, times } from '../../text/wording.ts';
import { pausedShare } from '../gather/sensor-pauses.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const sensorPauses = defineRule({
  id: 'sensor-pauses',
  version: 1,
  question: 'Which sensors paused for a second or more, again and again?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {
    pauses: {
      value: 2,
      unit: '',
      source: 'a single long silence is the matter of the rule on silent topics',
    },
    time: {
      value: 5,
      unit: '%',
      source:
        'share of the time in pauses: of public robot recordings healthy ones have up to 2 %, others 10 %',
    },
    most: {
      value: 50,
      unit: '%',
      source: 'a topic that is silent for most of the time is sent on request',
    },
  },
  likely_cause:
    'The link to the sensor loses or holds back messages (Wi-Fi, a shared USB bus), its driver or the recorder is starved of processor time, or the sensor restarts.',
  advice:
    'Compare the stamps in the messages with the times of recording: late ones were held back on the way, missing ones never sent. Record on the computer that the sensor is connected to, and look at the load of both.',
  evaluate: ({ topics }, limits) => {
    const found = topics
      .flatMap(({ name, pauses }) => (pauses ? [{ name, pauses, percent: 100 * pausedShare(pauses) }] : []))
      .filter(
        ({ pauses, percent }) =>
          pauses.count >= limits.pauses && percent >= limits.time && percent < limits.most,
      )
      .sort((a, b) => b.percent - a.percent);
    const worst = found[0];
    if (!worst) return [];
    const { pauses } = worst;
    return [
      {
        severity: 'warning',
        title:
          found.length === 1
            ? `${quote(worst.name)} pauses again and again`
            : `${plural(found.length, 'sensor topic')} pause again and again, most of all ${quote(worst.name)}`,
        description: `In ${quote(pauses.at.file_name)}, ${quote(worst.name)}, which usually comes every ${formatDuration(pauses.usual_ns / 1e9)}, paused for a second or more ${times(pauses.count)}, for up to ${formatDuration(pauses.longest_ns / 1e9)} and ${Math.round(worst.percent)} % of the time.`,
        evidence: found.map((one) =>
          evidenceAt(one.pauses.at, {
            count: one.pauses.count,
            detail: `pauses in this file, the longest ${formatDuration(one.pauses.longest_ns / 1e9)}, ${Math.round(one.percent)} % of its time`,
          }),
        ),
      },
    ];
  },
});
