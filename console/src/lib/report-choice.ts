import type { BatchReportsBody } from '../../../src/api/reports/schema.ts';

/** Which report: of what run, and compared with which other one, as the API takes it (`previous`, `run:N`). */
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
 * The report that an address asks for: the run it names, else the newest that has one. Undefined before there is any.
 * A comparison is taken as it is written, so that the API says what is wrong with it; but none of a run with itself.
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

/** What the report of `run` can be compared with: the drive before, and the other runs, the newest first. */
export function comparables({ reports, previous }: BatchReportsBody, run: number): Comparable[] {
  return [
    ...(previous ? [{ compare: 'previous', label: `the drive before (${previous.severity})` }] : []),
    ...reports
      .filter((report) => report.run !== run)
      .map((report) => ({ compare: `run:${report.run}`, label: `run ${report.run} (${report.severity})` })),
  ];
}
