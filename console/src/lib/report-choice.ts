import type { BatchReportsBody } from '../../../src/api/reports/schema.ts';
import { t } from './language.ts';

/** Which report: of which run, and compared with which other, as in the API (`previous`, `run:N`). */
export interface ReportChoice {
  run: number;
  compare?: string | undefined;
}

/** A report that another can be compared with. */
export interface Comparable {
  /** As the API takes it. */
  compare: string;
  label: string;
}

/**
 * The report requested by a URL: of the run it names, otherwise the newest. Undefined before there is any. A comparison
 * is passed on as written, so that the API reports what is wrong with it; except one of a run with itself.
 */
export function reportChoiceOf(
  query: URLSearchParams,
  reports: BatchReportsBody['reports'] = [],
): ReportChoice | undefined {
  const asked = Number(query.get('run') ?? Number.NaN);
  const run = Number.isInteger(asked) && asked >= 1 ? asked : reports[0]?.run;
  if (run === undefined) return undefined;
  const compare = query.get('compare') ?? undefined;
  return { run, compare: compare === `run:${run}` ? undefined : compare };
}

/** What the report of `run` can be compared with: the previous drive, and other runs, newest first. */
export function comparables({ reports, previous }: BatchReportsBody, run: number): Comparable[] {
  return [
    ...(previous
      ? [
          {
            compare: 'previous',
            label: t('the previous drive ({severity})', { severity: t(previous.severity) }),
          },
        ]
      : []),
    ...reports
      .filter((report) => report.run !== run)
      .map((report) => ({
        compare: `run:${report.run}`,
        label: t('run {run} ({severity})', { run: report.run, severity: t(report.severity) }),
      })),
  ];
}
