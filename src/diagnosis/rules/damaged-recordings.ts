import { plural } from '../../domain/plural.ts';
import type { Severity } from '../../domain/severity.ts';
import { isDamaged } from '../../domain/verdict.ts';
import type { Aggregate } from '../aggregate.ts';
import { defineRule, evidenceOfFile } from '../rule.ts';

export const damagedRecordings = defineRule({
  id: 'damaged-recordings',
  version: 3,
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
    const isLittle = damaged.length === totals.salvaged && damaged.every(lacksLittle);
    const saved = damaged.reduce((sum, { message_count }) => sum + message_count, 0);
    return [
      {
        severity: severityOf(isLittle, totals, limits.error),
        title: isLittle
          ? `${plural(totals.salvaged, 'recording')} ${totals.salvaged === 1 ? 'lacks' : 'lack'} part of a message`
          : `${plural(totals.salvaged, 'recording')} damaged`,
        description: `${plural(totals.salvaged, 'file')} of ${totals.files} ${totals.salvaged === 1 ? 'is' : 'are'} truncated or corrupt; ${plural(saved, 'message')} could still be read from ${totals.salvaged === 1 ? 'it' : 'them'}.`,
        ...(isLittle && {
          likely_cause:
            'Flight controllers write in blocks until their power is cut, and ground stations and terminals what a link brings until they are closed: the first and the last message are rarely complete.',
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

function severityOf(isLittle: boolean, { salvaged, files }: Aggregate['totals'], share: number): Severity {
  if (isLittle) return 'info';
  return salvaged * 100 >= share * files && files > 1 ? 'error' : 'warning';
}

/** Formats without an end mark, whose writers are not told to stop. */
const openEnded = new Set(['candump', 'dataflash', 'tlog', 'ulog']);
/** Of those, what a link or a terminal brought: it begins in the middle, loses bytes, and has prompts in between. */
const brought = new Set(['candump', 'tlog']);
/** Bytes; a message of MAVLink 2 with its time has at most 288, one of ArduPilot 255. */
const longestMessage = 288;

/** Whether no more is missing than the rest of the last message, or, of what was brought, as many bytes anywhere. */
function lacksLittle({ format, verdict, size }: Aggregate['files'][number]): boolean {
  const parts = verdict.damaged ?? [];
  const bytes = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  const isEnd = verdict.code === 'truncated' && parts.length === 1 && parts[0]?.end === size;
  return (
    openEnded.has(format) &&
    parts.length > 0 &&
    bytes <= longestMessage &&
    (isEnd || (brought.has(format) && verdict.code === 'corrupt'))
  );
}
