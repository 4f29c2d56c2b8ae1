import { plural } from '../../domain/plural.ts';
import { formatDuration, formatTime } from '../../text/time-format.ts';
import { secondsBetween } from '../gather/sighting.ts';
import { defineRule } from '../rule.ts';

export const coverageHoles = defineRule({
  id: 'coverage-holes',
  version: 2,
  question: 'Is a recording missing between others?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    least: { value: 5, unit: 's', source: 'recorders need up to about a second to begin the next file' },
    drive: {
      value: 600,
      unit: 's',
      source: 'after ten minutes without recording it counts as another drive',
    },
  },
  likely_cause: 'The recorder stopped or was restarted, or a file was not uploaded.',
  advice:
    'Check whether the vehicle still has a file of that time; look at the end of the file before the hole.',
  evaluate: ({ holes, joins }, limits) => {
    const found = holes
      .map((hole) => ({ ...hole, seconds: secondsBetween(hole.start_ns, hole.end_ns) }))
      .filter(({ seconds }) => seconds >= limits.least && seconds < limits.drive)
      .sort((a, b) => b.seconds - a.seconds);
    const worst = found[0];
    if (!worst) return [];
    // If files mostly stand alone, each is an event of its own and the time between them is meant to be empty.
    const continuous = joins >= found.length;
    return [
      {
        severity: continuous ? 'warning' : 'info',
        title: `${plural(found.length, 'hole')} between recordings, the longest of ${formatDuration(worst.seconds)}`,
        description: `Nothing was recorded for ${formatDuration(worst.seconds)} between two files${continuous ? ' of a drive that is otherwise recorded without interruption' : '; the files of this batch mostly stand alone'}.`,
        evidence: found.map(({ before, after, start_ns, seconds }) => ({
          ...before,
          time: formatTime(start_ns, 'unix'),
          detail: `ends here; the next is ${after.file_name}, ${formatDuration(seconds)} later`,
        })),
      },
    ];
  },
});
