import { plural } from '../../domain/plural.ts';
import type { Severity } from '../../domain/severity.ts';
import { isDamaged } from '../../domain/verdict.ts';
import type { Aggregate } from '../aggregate.ts';
import { defineRule, evidenceOfFile } from '../rule.ts';

export const damagedRecordings = defineRule({
  id: 'damaged-recordings',
  version: 2,
  question: 'Which recordings are damaged but could be read in part?',
  severities: ['info', 'warning', 'error'],
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
    const endsOnly = damaged.length === totals.salvaged && damaged.every(endsInMessage);
    const saved = damaged.reduce((sum, { message_count }) => sum + message_count, 0);
    return [
      {
        severity: severityOf(endsOnly, totals, limits.error),
        title: endsOnly
          ? `${plural(totals.salvaged, 'recording')} without ${totals.salvaged === 1 ? 'its' : 'their'} last message`
          : `${plural(totals.salvaged, 'recording')} damaged`,
        description: `${plural(totals.salvaged, 'file')} of ${totals.files} ${totals.salvaged === 1 ? 'is' : 'are'} truncated or corrupt; ${plural(saved, 'message')} could still be read from ${totals.salvaged === 1 ? 'it' : 'them'}.`,
        ...(endsOnly && {
          likely_cause:
            'Flight controllers write in blocks until their power is cut, and ground stations until they are closed: the last message is rarely complete.',
          advice:
            'Nothing to do; if more is missing, compare with the time at which the vehicle was switched off.',
        }),
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

function severityOf(endsOnly: boolean, { salvaged, files }: Aggregate['totals'], share: number): Severity {
  if (endsOnly) return 'info';
  return salvaged * 100 >= share * files && files > 1 ? 'error' : 'warning';
}

/** Formats without an end mark, whose writers are not told to stop. */
const openEnded = new Set(['dataflash', 'tlog', 'ulog']);
/** Bytes; a message of MAVLink 2 with its time has at most 288, one of ArduPilot 255. */
const longestMessage = 288;

/** Whether nothing is missing but the rest of the last message. */
function endsInMessage({ format, verdict, size }: Aggregate['files'][number]): boolean {
  const [part, ...others] = verdict.damaged ?? [];
  return (
    openEnded.has(format) &&
    verdict.code === 'truncated' &&
    part !== undefined &&
    others.length === 0 &&
    part.end === size &&
    part.end - part.start <= longestMessage
  );
}
