import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import type { StampClock } from '../gather/stamp-clock.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const delayedMessages = defineRule({
  id: 'delayed-messages',
  version: 1,
  question: 'Do messages of sensors arrive a second or more after they were stamped?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {
    delay: {
      value: 1,
      unit: 's',
      min: 0.1,
      source:
        'longer than usual; a navigation stack takes a sensor for lost after 1 s (robot_localization `sensor_timeout`). Of public recordings healthy ones have up to 0.98 s, others 1.02 to 5.8 s',
    },
  },
  likely_cause:
    'The link to the sensor holds messages back (Wi-Fi, a shared USB bus), or its driver or the recorder is starved of processor time.',
  advice:
    'Look at the load of both computers and at the link at that time. What steers by this sensor saw the world as it was then: check the age of its stamps before it is used.',
  evaluate: ({ stamp_clocks }, limits) => {
    const late = stamp_clocks.filter(({ kind, behind_s }) => kind === 'late' && behind_s >= limits.delay);
    const worst = late[0];
    if (!worst) return [];
    const topics = new Set(late.map(({ at }) => at.topic)).size;
    const name = quote(worst.at.topic ?? '');
    const delay = (clock: StampClock) => formatDuration(clock.behind_s);
    return [
      {
        severity: 'warning',
        title:
          topics === 1
            ? `Messages of ${name} come up to ${delay(worst)} late`
            : `Messages of ${plural(topics, 'sensor topic')} come late, of ${name} by up to ${delay(worst)}`,
        description: `In ${quote(worst.at.file_name)} messages of ${name} were recorded up to ${delay(worst)} later after their stamps than others.`,
        evidence: late.map((clock) => evidenceAt(clock.at, { detail: `late by up to ${delay(clock)}` })),
      },
    ];
  },
});
