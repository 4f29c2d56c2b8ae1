import { severities } from '../../domain/severity.ts';
import type { Report } from '../report-schema.ts';
import { trendOf } from './changes.ts';
import { compareCodes } from './compare-codes.ts';
import { compareFiles } from './compare-files.ts';
import { compareFindings } from './compare-findings.ts';
import { compareStatistics } from './compare-statistics.ts';
import { compareTopics } from './compare-topics.ts';
import { compareVersions } from './compare-versions.ts';
import type { Comparison } from './comparison-schema.ts';
import { comparisonSentence } from './comparison-sentence.ts';
import { recordedHours } from './recorded-hours.ts';

/** Maximum rows in each list of a requested comparison. */
const maxRows = 200;

/**
 * Compares a report with an earlier one. The same reports always give the same comparison.
 * @param most maximum rows in each of its lists
 */
export function compareReports(before: Report, after: Report, most = maxRows): Comparison {
  const hours = { before: recordedHours(before), after: recordedHours(after) };
  const comparison = {
    schema_version: 1 as const,
    compared_with: before.batch_id === after.batch_id ? ('run' as const) : ('previous' as const),
    before: sideOf(before, hours.before),
    after: sideOf(after, hours.after),
    verdict: trendOf(verdictRank(before), verdictRank(after)),
    findings: compareFindings(before, after, most),
    error_codes: compareCodes(before, after, hours, most),
    statistics: compareStatistics(before, after, most),
    topics: compareTopics(before, after, most),
    files: compareFiles(before, after, most),
    versions: compareVersions(before, after, most),
  };
  return { ...comparison, sentence: comparisonSentence(comparison) };
}

function sideOf(report: Report, recorded_hours: number | null): Comparison['before'] {
  const { batch_id, run, generated_at, verdict, totals } = report;
  return { batch_id, run, generated_at, verdict, recorded_hours, totals };
}

function verdictRank({ verdict }: Report): number {
  return ['ok', ...severities].indexOf(verdict.severity);
}
