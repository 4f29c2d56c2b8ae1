import { plural } from '../../domain/plural.ts';
import { isDamaged } from '../../domain/verdict.ts';
import { defineRule, evidenceOfFile } from '../rule.ts';

export const damagedRecordings = defineRule({
  id: 'damaged-recordings',
  version: 1,
  question: 'Which recordings are damaged but could be read in part?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    error: {
      value: 50,
      unit: '%',
      source: 'when half of the files are damaged, it is the recorder and not an accident',
    },
  },
  likely_cause:
    'Power was cut while recording, the disk was full or failing, or the upload source was still being written.',
  advice:
    'Let the recorder close its files before power is cut; check the disk (SMART) if files are corrupt inside.',
  evaluate: ({ files, totals }, limits) => {
    if (totals.salvaged === 0) return [];
    const damaged = files.filter(({ state, verdict }) => state === 'parsed' && isDamaged(verdict));
    const saved = damaged.reduce((sum, { message_count }) => sum + message_count, 0);
    return [
      {
        severity:
          totals.salvaged * 100 >= limits.error * totals.files && totals.files > 1 ? 'error' : 'warning',
        title: `${plural(totals.salvaged, 'recording')} damaged`,
        description: `${plural(totals.salvaged, 'file')} of ${totals.files} ${totals.salvaged === 1 ? 'is' : 'are'} truncated or corrupt; ${plural(saved, 'message')} could still be read from ${totals.salvaged === 1 ? 'it' : 'them'}.`,
        evidence: damaged.map((file) =>
          evidenceOfFile(
            { file_id: file.file_id, name: file.name },
            {
              ...(file.verdict.offset === undefined ? {} : { offset: file.verdict.offset }),
              detail: file.verdict.message,
            },
          ),
        ),
      },
    ];
  },
});
