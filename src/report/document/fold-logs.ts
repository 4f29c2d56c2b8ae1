import { groupByTemplate } from '../../domain/code-identity.ts';
import { withoutFigures } from '../../recordings/summary/text.ts';
import type { Report } from '../report-schema.ts';

type Log = Report['logs'][number];

/** Lines of one template: they differ in figures alone, or in words that took many values. */
export interface FoldedLog {
  /** In the order of the report, which is by time within a level. */
  first: Log;
  last: Log;
  count: number;
}

/** Folds the lines of one template, level and source, in the order of the first of each. */
export function foldLogs(logs: readonly Log[]): FoldedLog[] {
  const lines = logs.map((log) => ({
    log,
    source: 'log',
    severity: log.severity,
    code: `${log.source}: ${withoutFigures(log.text)}`,
  }));
  return groupByTemplate(lines).map(({ members }) => ({
    first: members[0].log,
    last: members.reduce((_, later) => later).log,
    count: members.length,
  }));
}
