import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote, times } from '../../text/wording.ts';
import type { StampClock } from '../gather/stamp-clock.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';

export const headerStamps = defineRule({
  id: 'header-stamps',
  version: 3,
  question: 'Do the stamps in the messages come from another clock than those of other topics?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    offset: {
      value: 10,
      unit: 's',
      min: 10,
      source:
        'tf2 keeps transforms for 10 s (BUFFER_CORE_DEFAULT_CACHE_TIME): what is stamped further away meets none',
    },
    back: {
      value: 1,
      unit: 's',
      min: 1,
      source:
        'message filters and estimators drop what is older than their last; shorter steps may be of two senders',
    },
    drift: {
      value: 1,
      unit: 's',
      min: 0.1,
      source:
        'message_filters pair what is stamped within tenths of a second; a quartz (100 millionths) needs three hours for a second. Healthy public recordings drift by up to 0.6 s',
    },
    listed: { value: 8, unit: '', source: 'as many as a reader takes in' },
  },
  likely_cause:
    'The clock of the sensor or of its computer is not synchronised with the others (no NTP or PTP, no battery for the clock), the node stamps with a time of its own, or an older recording was played beside nodes that ran.',
  advice:
    'Synchronise all computers (chrony or PTP) and sensors before the nodes start. Until then transforms, synchronised subscribers and fusion drop these messages or pair them with wrong ones.',
  evaluate: ({ stamp_clocks }, limits) => {
    const off = stamp_clocks.filter(
      ({ kind, behind_s }) => kind !== 'late' && Math.abs(behind_s) >= leastOf(limits)[kind],
    );
    return Map.groupBy(
      off,
      ({ kind, at, reason }) => `${kind}\n${kind === 'alike' ? (reason ?? '') : at.topic}`,
    )
      .values()
      .take(limits.listed)
      .map((clocks) => drafts[(clocks[0] as StampClock).kind as Judged](clocks))
      .toArray();
  },
});

/** Late messages are of a rule of their own. */
type Judged = Exclude<StampClock['kind'], 'late'>;

function leastOf({
  offset,
  back,
  drift,
}: {
  offset: number;
  back: number;
  drift: number;
}): Record<Judged, number> {
  return { apart: offset, alike: offset, back, ahead: back, drift };
}

const becauseOf: Record<NonNullable<StampClock['reason']>, string> = {
  played: 'It was played: what plays a recording left its clock or its name in it.',
  ahead: 'A recording that is played comes from the past, so one of the clocks is wrong.',
  'leap-seconds':
    'UTC is that far behind the time of satellites or of PTP, so one clock counts another time.',
  'time-zone': 'That is a whole number of half hours, as if a local time had been taken for UTC.',
  'same-offset':
    'Other recordings of the batch, made at other times, are off by the same; ones that are played would not be.',
};

/** Of one kind and, unless all topics are alike, of one topic; the furthest first. */
const drafts: Record<Judged, (clocks: StampClock[]) => Draft> = {
  apart: (clocks) => {
    const worst = clocks[0] as StampClock;
    const more = worst.topics > 1 ? ` and ${plural(worst.topics - 1, 'more topic')}` : '';
    return {
      severity: 'warning',
      title: `Stamps of ${quote(worst.at.topic ?? '')}${more} are ${said(worst)} the clock of the recorder`,
      description: `In ${quote(worst.at.file_name)} the stamps of ${worst.topics} of ${plural(worst.judged, 'topic')} are ${said(worst)} the times of recording throughout; those of the others are not.`,
      evidence: clocks.map((clock) =>
        evidenceAt(clock.at, { detail: `stamps are ${said(clock)} the clock` }),
      ),
    };
  },
  alike: (clocks) => {
    const worst = clocks[0] as StampClock;
    const known = worst.reason && becauseOf[worst.reason];
    const isWrong = worst.reason !== undefined && worst.reason !== 'played';
    return {
      severity: isWrong ? 'warning' : 'info',
      title: `All stamps are ${said(worst)} the clock of the recorder`,
      description: `In ${quote(worst.at.file_name)} the stamps of ${worst.judged === 1 ? 'the only topic with stamps' : `all ${plural(worst.judged, 'topic')} with stamps`} are ${said(worst)} the times of recording.${known ? ` ${known}` : ''}`,
      ...(isWrong
        ? {
            likely_cause:
              'The clock of the recorder or that of the vehicle was not set, or counts another time.',
            advice:
              'Compare both with a clock that is right, and synchronise the computers (chrony or PTP) before recording: nothing else of that day can be compared with this recording.',
          }
        : {
            likely_cause:
              'An older recording was played and recorded again; or the clock of the recorder or of the vehicle was not set.',
            advice:
              'If it was played, nothing is wrong. If not, synchronise the computers before recording: nothing else of that day can be compared with this recording.',
          }),
      evidence: clocks.map((clock) =>
        evidenceAt(clock.at, { detail: `stamps are ${said(clock)} the clock` }),
      ),
    };
  },
  back: (clocks) => {
    const worst = clocks[0] as StampClock;
    return {
      severity: 'warning',
      title: `Stamps of ${quote(worst.at.topic ?? '')} go back by up to ${formatDuration(worst.behind_s)}`,
      description: `In ${quote(worst.at.file_name)} they go back ${times(worst.steps)} while the times of recording go on (affected: ${worst.topics} of ${plural(worst.judged, 'topic')} with stamps).`,
      likely_cause:
        'The clock of the sensor or of its computer was set while it sent, its driver restarted, or two senders with different clocks share the topic.',
      evidence: clocks.map((clock) => evidenceAt(clock.at, { count: clock.steps, detail: 'steps back' })),
    };
  },
  ahead: (clocks) => {
    const worst = clocks[0] as StampClock;
    return {
      severity: 'warning',
      title: `Stamps of ${quote(worst.at.topic ?? '')} step ahead by up to ${formatDuration(worst.behind_s)}`,
      description: `In ${quote(worst.at.file_name)} they step ahead ${times(worst.steps)} while the times of recording go on evenly (affected: ${worst.topics} of ${plural(worst.judged, 'topic')} with stamps).`,
      likely_cause:
        'The clock of the sensor or of its computer was set while it sent: by its first fix, or its first contact to a time server.',
      evidence: clocks.map((clock) => evidenceAt(clock.at, { count: clock.steps, detail: 'steps ahead' })),
    };
  },
  drift: (clocks) => {
    const worst = clocks[0] as StampClock;
    const way = (clock: StampClock) =>
      `${clock.behind_s > 0 ? 'fall behind' : 'run ahead'} by ${formatDuration(Math.abs(clock.behind_s))}`;
    return {
      severity: 'warning',
      title: `Stamps of ${quote(worst.at.topic ?? '')} ${way(worst)} more and more`,
      description: `In ${quote(worst.at.file_name)} they ${way(worst)} within ${formatDuration(worst.active_s)} of recording, steadily.`,
      likely_cause:
        'The clock of the sensor runs at another rate and is never synchronised, or messages wait in a queue that only grows.',
      evidence: clocks.map((clock) =>
        evidenceAt(clock.at, { detail: `stamps ${way(clock)} within ${formatDuration(clock.active_s)}` }),
      ),
    };
  },
};

function said({ behind_s }: StampClock): string {
  return `${formatDuration(Math.abs(behind_s))} ${behind_s > 0 ? 'behind' : 'ahead of'}`;
}
