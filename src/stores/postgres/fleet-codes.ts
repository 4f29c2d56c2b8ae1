import { type MonthWindow, monthWindow, type TimeWindow } from './month-window.ts';
import type { Db } from './pool.ts';

/** Times of a window in the form of `Date.toISOString`. */
export interface FleetCodeFilter extends TimeWindow {
  platform?: string | undefined;
  /** Rank; only codes whose worst severity in the window is at least this. */
  least_severity?: number | undefined;
}

/** A code and how many vehicles have it in a window of time. */
export interface FleetCodeRow {
  code_id: number;
  code: string;
  source: string;
  message: string;
  vehicles: number;
  /** When it was first seen at all. */
  since: string;
}

export type FleetCodePlace = Pick<FleetCodeRow, 'vehicles' | 'code_id'>;

/** A code in a month or on a day; each batch counts once, with its newest report. */
export interface CodeBucket extends Bucket {
  code_id: number;
  occurrences: number;
  /** Rank of the most severe. */
  severity: number;
  first_at: string;
  last_at: string;
}

/** `month` or `day` is the first day, UTC. */
export interface Bucket {
  start: string;
  batches: number;
}

export type BucketSize = 'month' | 'day';

export function createFleetCodeStore(db: Db) {
  return {
    /** Those of most vehicles first; `after` is the place of the last one of the previous page. */
    async list(
      filter: FleetCodeFilter,
      after: FleetCodePlace | undefined,
      limit: number,
    ): Promise<FleetCodeRow[]> {
      const { values, param } = parameters();
      const severe = filter.least_severity ? `HAVING ${severeIn(filter, filter.least_severity, param)}` : '';
      const later = after
        ? `WHERE (vehicles, -code_id) < (${param(after.vehicles)}, ${param(-after.code_id)})`
        : '';
      const { rows } = await db.query<FleetCodeRow>(
        `WITH by_vehicle AS (
           SELECT code_id, max(severity) AS severity FROM (${rankedCodes(filter, param)}) AS seen
           GROUP BY code_id, vehicle_id),
         by_code AS (SELECT code_id, count(*)::int AS vehicles FROM by_vehicle GROUP BY code_id ${severe})
         SELECT page.*, f.code, f.source, f.message, f.first_at AS since
         FROM (SELECT * FROM by_code ${later} ORDER BY vehicles DESC, code_id LIMIT ${param(limit)}) AS page
         JOIN fault_codes f ON f.id = code_id ORDER BY vehicles DESC, code_id`,
        values,
      );
      return rows;
    },

    /** Each of the codes by month or by day, oldest first; buckets without it are left out. */
    async history(filter: FleetCodeFilter, codeIds: number[], size: BucketSize): Promise<CodeBucket[]> {
      const { values, param } = parameters();
      const only = `code_id = ANY(${param(codeIds)})`;
      const seen = seenCodes(windowOf(filter, size), { size, platform: filter.platform, param, only });
      const { rows } = await db.query<CodeBucket>(
        `SELECT code_id, to_char(start, 'YYYY-MM-DD') AS start, batches, occurrences, severity, first_at, last_at
         FROM (SELECT code_id, start, sum(batches)::int8 AS batches, sum(count)::int8 AS occurrences,
                      max(severity) AS severity, min(first_at) AS first_at, max(last_at) AS last_at
               FROM (${seen}) AS seen GROUP BY code_id, start) AS buckets
         ORDER BY code_id, buckets.start`,
        values,
      );
      return rows;
    },

    /** All batches with a report, by month or by day: the denominators of the codes' shares. */
    async batches(filter: FleetCodeFilter, size: BucketSize): Promise<Bucket[]> {
      const { values, param } = parameters();
      const seen = seenBatches(windowOf(filter, size), { size, platform: filter.platform, param });
      const { rows } = await db.query<Bucket>(
        `SELECT to_char(start, 'YYYY-MM-DD') AS start, batches
         FROM (SELECT start, sum(batches)::int8 AS batches FROM (${seen}) AS seen GROUP BY start) AS buckets
         ORDER BY buckets.start`,
        values,
      );
      return rows;
    },

    /** Vehicles and batches with a report in the window. */
    async totals(filter: FleetCodeFilter): Promise<{ vehicles: number; batches: number }> {
      const { values, param } = parameters();
      const seen = seenBatches(monthWindow(filter), { size: 'month', platform: filter.platform, param });
      const { rows } = await db.query<{ vehicles: number; batches: number }>(
        `SELECT count(*)::int AS vehicles, coalesce(sum(batches), 0)::int8 AS batches
         FROM (SELECT vehicle_id, sum(batches) AS batches FROM (${seen}) AS seen GROUP BY vehicle_id) AS by_vehicle`,
        values,
      );
      return rows[0] ?? { vehicles: 0, batches: 0 };
    },
  };
}

type Param = (value: unknown) => string;

function parameters(): { values: unknown[]; param: Param } {
  const values: unknown[] = [];
  return { values, param: (value) => `$${values.push(value)}` };
}

function windowOf(filter: FleetCodeFilter, size: BucketSize): MonthWindow {
  if (size === 'month') return monthWindow(filter);
  const { from, to = endOfTime } = filter;
  return from === undefined ? { edges: [] } : { edges: [{ from, to }] };
}

/**
 * The counts by which codes are ranked: up to now from the sums by vehicle, whose last time says whether it is in the
 * window.
 */
function rankedCodes(filter: FleetCodeFilter, param: Param): string {
  const { from, to, platform } = filter;
  if (to !== undefined) return seenCodes(monthWindow(filter), { size: 'month', platform, param });
  const since = from === undefined ? 'true' : `last_at >= ${param(from)}`;
  const place = platform === undefined ? 'true' : `platform = ${param(platform)}`;
  return `SELECT code_id, vehicle_id, severity FROM code_vehicles WHERE ${since} AND ${place}`;
}

/** Whether a code reached the severity in the window; the sums by vehicle only know it for all time. */
function severeIn({ from, to, platform }: FleetCodeFilter, least: number, param: Param): string {
  const severe = `max(severity) >= ${param(least)}`;
  if (from === undefined || to !== undefined) return severe;
  const place = platform === undefined ? 'true' : `r.platform = ${param(platform)}`;
  return `${severe} AND EXISTS (
    SELECT FROM report_codes r
    WHERE latest AND r.code_id = by_vehicle.code_id AND at >= ${param(from)} AND r.severity >= ${param(least)} AND ${place})`;
}

/**
 * Codes in the window from the sums of its whole months and the reports at its ends, each with the start of its
 * bucket.
 */
function seenCodes(
  window: MonthWindow,
  { size, platform, param, only = 'true' }: Scope & { only?: string },
): string {
  const place = platform === undefined ? only : `${only} AND platform = ${param(platform)}`;
  return [
    ...(window.months
      ? [
          `SELECT code_id, vehicle_id, severity, batches, count, first_at, last_at, month AS start FROM code_months
           WHERE ${inMonths(window.months, param)} AND ${place}`,
        ]
      : []),
    ...edgesOf(window).map(
      (edge) => `SELECT code_id, vehicle_id, severity, 1 AS batches, count, at AS first_at, at AS last_at,
                        ${startOf(edge, size, param)} AS start
                 FROM report_codes WHERE latest AND ${inEdge(edge, param)} AND ${place}`,
    ),
  ].join(' UNION ALL ');
}

function seenBatches(window: MonthWindow, { size, platform, param }: Scope): string {
  const place = platform === undefined ? 'true' : `platform = ${param(platform)}`;
  return [
    ...(window.months
      ? [
          `SELECT vehicle_id, batches, month AS start FROM vehicle_months
           WHERE ${inMonths(window.months, param)} AND ${place}`,
        ]
      : []),
    ...edgesOf(window).map(
      (edge) => `SELECT vehicle_id, 1 AS batches, ${startOf(edge, size, param)} AS start FROM reports
                 WHERE latest AND ${inEdge(edge, param)} AND ${place}`,
    ),
  ].join(' UNION ALL ');
}

interface Scope {
  size: BucketSize;
  platform: string | undefined;
  param: Param;
}

/**
 * At each end, the rest of a window beyond its whole months lies in one month, so that its start need not be checked
 * row by row.
 */
function startOf({ from }: { from: string }, size: BucketSize, param: Param): string {
  return size === 'day' ? `(at AT TIME ZONE 'UTC')::date` : `${param(`${from.slice(0, 7)}-01`)}::date`;
}

const never = '2000-01-01T00:00:00Z';
const endOfTime = 'infinity';

/** An empty window is still a valid query. */
function edgesOf({ months, edges }: MonthWindow): MonthWindow['edges'] {
  return months || edges.length > 0 ? edges : [{ from: never, to: never }];
}

function inMonths({ from, to }: TimeWindow, param: Param): string {
  const ends = [
    ...(from === undefined ? [] : [`month >= ${param(from)}`]),
    ...(to === undefined ? [] : [`month < ${param(to)}`]),
  ];
  return ends.length === 0 ? 'true' : ends.join(' AND ');
}

function inEdge({ from, to }: { from: string; to: string }, param: Param): string {
  return `at >= ${param(from)} AND at < ${param(to)}`;
}
