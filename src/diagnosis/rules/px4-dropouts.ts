import { plural } from '../../domain/plural.ts';
import { quote, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const px4Dropouts = defineRule({
  id: 'px4-dropouts',
  version: 1,
  question: 'Did the flight controller lose log data?',
  severities: ['info', 'warning'],
  basis: 'reported',
  thresholds: {
    warning: {
      value: 10,
      unit: '',
      source: 'a few short dropouts are ordinary with SD cards (PX4 User Guide, Logging)',
    },
  },
  likely_cause:
    'The SD card writes too slowly or is worn, or the logging profile writes more than it can take.',
  advice: 'Use a faster card (PX4 recommends tested ones), format it, or choose a smaller logging profile.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(({ source }) => source === 'dropout')
      .map((code) => ({
        // The reader already grades a single long one as an error.
        severity: code.count >= limits.warning || code.severity === 'error' ? 'warning' : 'info',
        title: `${plural(code.count, 'logging dropout')}`,
        description: `The logger lost data ${times(code.count)} in ${plural(code.files, 'file')}. In the first file: “${quote(code.message)}”`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
