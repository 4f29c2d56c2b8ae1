import { withoutFigures } from '../../recordings/summary/text.ts';
import type { Report } from '../report-schema.ts';

type Log = Report['logs'][number];

/** Lines that differ in figures alone. */
export interface FoldedLog {
  /** In the order of the report, which is by time within a level. */
  first: Log;
  last: Log;
  count: number;
}

/** Folds lines of one level and source whose texts differ only in figures, in the order of the first of each. */
export function foldLogs(logs: readonly Log[]): FoldedLog[] {
  const folded = new Map<string, FoldedLog>();
  for (const log of logs) {
    const key = [log.severity, log.source, withoutFigures(log.text)].join('\u0000');
    const present = folded.get(key);
    folded.set(key, { first: present?.first ?? log, last: log, count: (present?.count ?? 0) + 1 });
  }
  return [...folded.values()];
}
