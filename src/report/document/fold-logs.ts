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
  const groups = Map.groupBy(logs, ({ severity, source, text }) =>
    [severity, source, withoutFigures(text)].join('\u0000'),
  );
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    const last = lines.at(-1);
    return first && last ? [{ first, last, count: lines.length }] : [];
  });
}
