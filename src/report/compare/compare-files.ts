import { recordingKey } from '../../diagnosis/recording-key.ts';
import { isDamaged } from '../../domain/verdict.ts';
import type { Report, ReportFile } from '../report-schema.ts';
import { changesOf, pairBy, trendOf } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

/** The files of two runs of one batch, compared by their ids: whole, partly supported, damaged but read, failed. */
export function compareFiles(before: Report, after: Report, most: number): Comparison['files'] {
  if (before.batch_id !== after.batch_id) return null;
  const paired = pairBy(before.files, after.files, ({ file_id, name }) =>
    recordingKey({ file_id, file_name: name }),
  );
  // Damaged and failed files are listed first: if the list ends with a whole one, all files that it leaves out are
  // whole.
  const healed = onlyWholeOmitted(after) ? paired.before : [];
  const broken = onlyWholeOmitted(before) ? paired.after : [];
  return changesOf({
    paired: {
      both: [
        ...paired.both,
        ...healed.map((file) => ({ before: file, after: whole(file) })),
        ...broken.map((file) => ({ before: whole(file), after: file })),
      ],
      before: healed.length > 0 ? [] : paired.before,
      after: broken.length > 0 ? [] : paired.after,
    },
    trend: (pair) => trendOf(damageRank(pair.before), damageRank(pair.after)),
    single: (file) => ({ ...nameOf(file), ...figures(file) }),
    pair: (pair) => ({ ...nameOf(pair.after), before: figures(pair.before), after: figures(pair.after) }),
    incomplete: { before: before.omitted.files > 0, after: after.omitted.files > 0 },
    most,
  });
}

function onlyWholeOmitted({ files, omitted }: Report): boolean {
  const last = files.at(-1);
  return omitted.files > 0 && last !== undefined && damageRank(last) === 0;
}

/** The file on the side that does not list it. */
function whole(file: ReportFile): ReportFile {
  return { ...file, state: 'parsed', verdict: { code: 'ok', message: '' } };
}

function damageRank({ state, verdict }: ReportFile): number {
  if (state === 'failed') return 3;
  if (isDamaged(verdict)) return 2;
  return verdict.code === 'ok' ? 0 : 1;
}

function nameOf({ file_id, name }: ReportFile) {
  return { file_id, name };
}

function figures({ state, verdict, message_count }: ReportFile) {
  return { state, verdict_code: verdict.code, message_count };
}
