import { plural } from '../../domain/plural.ts';
import { quote, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const poseJumps = defineRule({
  id: 'pose-jumps',
  version: 1,
  question: 'Did a pose jump that has to be continuous?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 2,
      unit: '',
      source:
        'jumps: REP 105 promises that `odom` has none; a single one may be a reset at the start. healthy public recordings have at most one',
    },
  },
  likely_cause:
    'The estimator took a wrong measurement for true (a slipping wheel, a failed scan match, a swapped marker), was reset, or two programs send the same transform.',
  advice:
    'Look at what the estimator received just before the first jump, and whether a single program sends this transform (`tf2_monitor`). Reject such measurements before they are fused.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(({ source }) => source === 'pose-jump')
      .map((code) => ({
        severity: code.count >= limits.warning ? 'warning' : 'info',
        title: `Pose jumps: ${quote(code.code.replace(/ jumps$/, ''))}`,
        description: `Seen ${times(code.count)} in ${plural(code.files, 'file')}, the first time ${quote(code.message)} Controllers that follow this pose steer into the other direction for a moment.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
