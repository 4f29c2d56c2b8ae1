import { plural } from '../../domain/plural.ts';
import { formatDuration, formatTime } from '../../text/time-format.ts';
import { secondsBetween } from '../gather/sighting.ts';
import { defineRule, evidenceOfFile } from '../rule.ts';

export const suspiciousClock = defineRule({
  id: 'suspicious-clock',
  version: 1,
  question: 'Was a clock wrong while recording?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    apart: {
      value: 30,
      unit: 'd',
      source: 'files of one upload that lie a month apart are not from the same drives',
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
    if (clocks.suspicious === 0 && apart.length === 0) return [];
    const first = clocks.suspicious > 0;
    return [
      {
        severity: 'warning',
        title: first
          ? `${plural(clocks.suspicious, 'file')} with times that cannot be right`
          : 'Recordings of one batch lie months apart',
        description: first
          ? `${plural(clocks.suspicious, 'file')} of this batch begin before 2010, end after 2100 or last longer than a week; they are left out of coverage and time lines.`
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
