import type { Report } from '../report/report-schema.ts';
import { parseTime } from '../text/time-format.ts';
import type { ClipFinding, ClipWindow } from './clip-task.ts';

/** The evidence of a report's findings within a time, each on the clock of the drive. */
export function findingLines(
  { findings }: Pick<Report, 'findings'>,
  window: ClipWindow,
  shiftOf: (fileId: string) => bigint | undefined,
): ClipFinding[] {
  return findings.flatMap(({ rule, severity, title, evidence }) =>
    evidence.flatMap(({ file_id, time, detail }) => {
      const at = time === undefined ? undefined : parseTime(time);
      const shiftNs = shiftOf(file_id);
      if (!at || shiftNs === undefined) return [];
      const timeNs = at.time_ns + shiftNs;
      if (timeNs < window.fromNs || timeNs > window.toNs) return [];
      return [{ timeNs, severity, rule, text: detail === undefined ? title : `${title}: ${detail}` }];
    }),
  );
}
