import { plural } from '../../domain/plural.ts';
import { formatDuration, formatTime } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import { secondsBetween } from '../gather/sighting.ts';
import { type Draft, defineRule, evidenceOfFile } from '../rule.ts';

export const suspiciousClock = defineRule({
  id: 'suspicious-clock',
  version: 3,
  question: 'Was a clock wrong while recording?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    apart: {
      value: 30,
      unit: 'd',
      source: 'files of one upload that lie a month apart are not from the same drives',
    },
    standing: {
      value: 1000,
      unit: '',
      source:
        'messages of one time in a whole file: a bus of 1 Mbit/s carries 21 frames in a millisecond (47 bits of the shortest, ISO 11898-1)',
    },
  },
  likely_cause:
    'The recorder started before its clock was set: no battery for the clock, no GPS or network time yet.',
  advice:
    'Let the recorder wait for time synchronisation; times of these files cannot be compared with others.',
  evaluate: ({ files, clocks, holes }, limits) => {
    const wrong = files.filter(
      ({ span, believable, state }) => state === 'parsed' && span?.clock === 'unix' && !believable,
    );
    const apart = holes.filter(
      ({ start_ns, end_ns }) => secondsBetween(start_ns, end_ns) > limits.apart * 86_400,
    );
    const standing = files.filter(
      ({ span, message_count }) =>
        span && span.clock !== 'unknown' && span.start_ns === span.end_ns && message_count >= limits.standing,
    );
    const stood = standing.length === 0 ? [] : [standingClock(standing)];
    if (clocks.suspicious === 0 && apart.length === 0) return stood;
    const first = clocks.suspicious > 0;
    return [
      ...stood,
      {
        severity: 'warning',
        title: first
          ? `${plural(clocks.suspicious, 'file')} with times that cannot be right`
          : 'Recordings of one batch lie months apart',
        description: first
          ? `${plural(clocks.suspicious, 'file')} of this batch begin before 2008, end after 2100 or last longer than a week; they are left out of coverage and time lines.`
          : `Between two files of this batch lie ${formatDuration(Math.max(...apart.map(({ start_ns, end_ns }) => secondsBetween(start_ns, end_ns))))}; one of the clocks was probably wrong.`,
        evidence: [
          ...wrong.map((file) =>
            evidenceOfFile(file, {
              detail: file.span
                ? `from ${formatTime(file.span.start_ns, 'unix')} to ${formatTime(file.span.end_ns, 'unix')}`
                : 'no time',
            }),
          ),
          ...apart.map(({ before, after, start_ns }) => ({
            ...before,
            time: formatTime(start_ns, 'unix'),
            detail: `the next file is ${after.file_name}`,
          })),
        ],
      },
    ];
  },
});

function standingClock(files: Aggregate['files']): Draft {
  return {
    severity: 'warning',
    title: `All messages bear one time in ${plural(files.length, 'file')}`,
    description: `In ${quote(files[0]?.name ?? '')}, the clock stood still for all of ${plural(files[0]?.message_count ?? 0, 'message')}: nothing of their rates, gaps and order in time can be known.`,
    likely_cause: 'The program did not stamp what it received, or its adapter has no clock.',
    advice: 'Switch on the time stamps of the program or its adapter, and record again.',
    evidence: files.map((file) =>
      evidenceOfFile(file, { count: file.message_count, detail: 'all of one time' }),
    ),
  };
}
