import { plural } from '../../domain/plural.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

export const diskNearlyFull = defineRule({
  id: 'disk-nearly-full',
  version: 3,
  question: 'Is a disk about to be full?',
  severities: ['warning', 'error', 'critical'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 95,
      unit: '%',
      source: 'NodeFilesystemAlmostOutOfSpace (5 % left); ROS hd_monitor free_percent_low 5 %',
    },
    error: { value: 97, unit: '%', source: 'NodeFilesystemAlmostOutOfSpace, critical (3 % left)' },
    critical: { value: 99, unit: '%', source: 'ROS hd_monitor free_percent_crit 1 %' },
  },
  likely_cause: 'Recordings or logs are not uploaded and deleted as fast as they are written.',
  advice: 'Free space before the next drive: recordings that Argus has acknowledged may be deleted.',
  evaluate: (aggregate, limits) => [
    ...tooHigh(
      judgeSources(aggregate, 'disk_percent', ({ max }) => [
        [max >= limits.critical, 'critical'],
        [max >= limits.error, 'error'],
        [max >= limits.warning, 'warning'],
      ]),
      ({ metric, figures }) => ({
        title: `Disk ${figure(figures.max, 'disk_percent')} full`,
        description: `${quote(metric.source)} rose to ${figure(figures.max, 'disk_percent')} (lowest ${figure(figures.min, 'disk_percent')}).`,
      }),
    ),
    ...aggregate.codes.filter(saysNoSpace).map((code) => ({
      severity: code.severity === 'warning' ? ('warning' as const) : ('error' as const),
      title: `Disk space runs out: ${quoteCode(code.code)}`,
      description: `“${quote(code.message)}” was logged ${times(code.count)} in ${plural(code.files, 'file')}.`,
      evidence: codeEvidence(code),
      codes: [code.code],
    })),
  ],
});

/** What recorders and operating systems write: `rosbag record`, ENOSPC of POSIX, Windows. */
const noSpace =
  /\b(?:no space left on device|less than .{1,20} of space free|low (?:on )?disk space|(?:disk|partition) (?:is )?(?:almost |nearly )?full)\b/i;

export function saysNoSpace({ source, message }: CodeAggregate): boolean {
  return source === 'log' && noSpace.test(message);
}
