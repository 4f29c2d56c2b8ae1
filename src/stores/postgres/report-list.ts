import { searchedTerms } from '../../domain/search-terms.ts';
import type { Report } from '../../report/report-schema.ts';
import type { Db } from './pool.ts';

export interface ReportFilter {
  vehicle_id?: string | undefined;
  vin?: string | undefined;
  platform?: string | undefined;
  severity?: string | undefined;
  /** An error code of the report. */
  code?: string | undefined;
  /** A version of any software, or of `component`. */
  version?: string | undefined;
  component?: string | undefined;
  /** RFC 3339, both ends included; when the report was made. */
  created_after?: string | undefined;
  created_before?: string | undefined;
  /** Words of the sentence, findings, codes and versions; all of them must occur. */
  text?: string | undefined;
}

interface ReportRow {
  id: string;
  batch_id: string;
  run: number;
  vehicle_id: string;
  vin: string;
  severity: string;
  sentence: string;
  created_at: string;
}

/** With the requested members of its body. */
export type ReportListRow = ReportRow & { body?: Partial<Report> };

const head = 'r.id, r.batch_id, r.run, r.vehicle_id, r.vin, r.severity, r.sentence, r.created_at';

/**
 * Newest first; `before` is the id of the last report of the previous page. `members` of the body are included with
 * each.
 */
export async function listReports(
  db: Db,
  members: readonly (keyof Report)[],
  filter: ReportFilter,
  before: string | undefined,
  limit: number,
): Promise<ReportListRow[]> {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, param);
  if (before !== undefined) conditions.push(`r.id < ${param(before)}`);
  // Selects the rows first, then their bodies: those are large, and stored outside the table's rows.
  const page = `SELECT ${head} FROM reports r ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
                ORDER BY r.id DESC LIMIT ${param(limit)}`;
  const { rows } = await db.query<ReportListRow>(
    members.length === 0
      ? page
      : `SELECT page.*, (SELECT json_object_agg(key, value) FROM reports, json_each(body)
                         WHERE reports.id = page.id AND key = ANY(${param(members)})) AS body
         FROM (${page}) AS page ORDER BY id DESC`,
    values,
  );
  return rows;
}

function conditionsOf(filter: ReportFilter, param: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  const when = (value: string | undefined, condition: (placeholder: string) => string) => {
    if (value !== undefined) conditions.push(condition(param(value)));
  };
  when(filter.vehicle_id, (value) => `r.vehicle_id = ${value}`);
  when(filter.vin, (value) => `r.vin = ${value}`);
  when(filter.platform, (value) => `r.platform = ${value}`);
  when(filter.severity, (value) => `r.severity = ${value}`);
  when(filter.created_after, (value) => `r.created_at >= ${value}`);
  when(filter.created_before, (value) => `r.created_at <= ${value}`);
  when(
    filter.code,
    (value) => `EXISTS (SELECT FROM report_codes c WHERE c.report_id = r.id
                AND c.code_id IN (SELECT id FROM fault_codes WHERE code = ${value}))`,
  );
  if (filter.version !== undefined || filter.component !== undefined) {
    const parts = [
      ...(filter.version === undefined ? [] : [`v.version = ${param(filter.version)}`]),
      ...(filter.component === undefined ? [] : [`v.component = ${param(filter.component)}`]),
    ].join(' AND ');
    // The fleet leaves out the names of buses.
    conditions.push(`(EXISTS (SELECT FROM report_versions v WHERE v.report_id = r.id AND ${parts})
                      OR r.software_ids && ARRAY(SELECT id FROM software_versions v WHERE ${parts}))`);
  }
  if (filter.text !== undefined) conditions.push(matches(filter.text, param));
  return conditions;
}

function matches(text: string, param: (value: unknown) => string): string {
  const terms = searchedTerms(text);
  // A text without a word matches no report.
  if (terms.length === 0) return 'false';
  // Terms contain only letters, marks and digits, none of which is an operator in a query.
  return `r.search @@ ${param(terms.map((term) => `'${term}':*`).join(' & '))}::tsquery`;
}
