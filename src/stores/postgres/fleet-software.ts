import type { Db } from './pool.ts';

export interface SoftwareScope {
  component: string;
  /** First day of the first month that counts, UTC. */
  since: string;
  platform?: string | undefined;
}

export interface ComponentRow {
  component: string;
  versions: number;
  batches: number;
}

/** Sums over batches. */
export interface SoftwareSums {
  batches: number;
  recorded_ms: number;
  findings: number;
  codes: number;
}

export interface VersionRow extends SoftwareSums {
  id: number;
  version: string;
  /** When it was first recorded. */
  first_at: string;
}

export interface CellRow extends SoftwareSums {
  /** Empty for batches that name none. */
  platform: string;
  /** Null for all versions that were not asked for. */
  version_id: number | null;
}

/** A version on a platform. */
export interface PlatformVersionRow extends VersionRow {
  platform: string;
}

/** Two versions of one component on a platform. */
export interface Step {
  platform: string;
  version_id: number;
  before_id: number;
}

export interface NewCodeRow {
  platform: string;
  code: string;
  source: string;
  message: string;
  /** Rank of the most severe. */
  severity: number;
  vehicles: number;
  batches: number;
  /** How many the platform has in all. */
  all: number;
}

export interface NewRuleRow {
  platform: string;
  rule: string;
  vehicles: number;
  batches: number;
  all: number;
}

const sums = `sum(batches)::int8 AS batches, sum(recorded_ms)::int8 AS recorded_ms, sum(findings)::int8 AS findings, sum(codes)::int8 AS codes`;
const ofComponent = 'version_id = ANY(ARRAY(SELECT id FROM software_versions WHERE component = $1))';
/** Platforms by name, those of batches that name none last. */
const platformOrder = `(platform = ''), platform`;

/** Sums by software: all are read from rows of vehicles and months, never of batches. */
export function createFleetSoftwareStore(db: Db) {
  return {
    /** Components of which a version was seen, those of most batches first. */
    async components(since: string, limit: number): Promise<ComponentRow[]> {
      const { rows } = await db.query<ComponentRow>({
        name: 'fleet-software-components',
        text: `SELECT component, count(*)::int AS versions, sum(batches)::int8 AS batches
               FROM (SELECT version_id, sum(batches) AS batches FROM software_months
                     WHERE month >= $1 GROUP BY version_id) AS counted
               JOIN software_versions ON id = version_id
               GROUP BY component ORDER BY batches DESC, component LIMIT $2`,
        values: [since, limit],
      });
      return rows;
    },

    /** Versions of a component, those first seen last coming first, and how many there are. */
    async versions(scope: SoftwareScope, limit: number): Promise<{ rows: VersionRow[]; all: number }> {
      const { rows } = await db.query<VersionRow & { all: number }>({
        name: 'fleet-software-versions',
        text: `SELECT id, version, counted.*, count(*) OVER ()::int AS all
               FROM (SELECT version_id, ${sums}, min(first_at) AS first_at FROM software_months
                     WHERE ${ofComponent} AND month >= $2 AND ($3::text IS NULL OR platform = $3)
                     GROUP BY version_id) AS counted
               JOIN software_versions ON id = version_id ORDER BY first_at DESC, id DESC LIMIT $4`,
        values: [scope.component, scope.since, scope.platform ?? null, limit],
      });
      return { rows, all: rows[0]?.all ?? 0 };
    },

    /** Platforms that name a version of the component, by name, after the last one of the previous page; the empty one is last. */
    async platforms(scope: SoftwareScope, after: string | undefined, limit: number): Promise<string[]> {
      const { rows } = await db.query<{ platform: string }>({
        name: 'fleet-software-platforms',
        text: `SELECT DISTINCT platform, (platform = '') AS unnamed FROM software_months
               WHERE ${ofComponent} AND month >= $2 AND ($3::text IS NULL OR platform = $3)
                 AND ($4::text IS NULL OR platform = '' OR platform > $4)
               ORDER BY unnamed, platform LIMIT $5`,
        values: [scope.component, scope.since, scope.platform ?? null, after ?? null, limit],
      });
      return rows.map(({ platform }) => platform);
    },

    /** Each of the platforms on each of the versions, and on all others together. */
    async cells({ component, since }: SoftwareScope, platforms: string[], ids: number[]): Promise<CellRow[]> {
      const { rows } = await db.query<CellRow>({
        name: 'fleet-software-cells',
        text: `SELECT platform, CASE WHEN version_id = ANY($4::int[]) THEN version_id END AS version_id, ${sums}
               FROM software_months
               WHERE ${ofComponent} AND month >= $2 AND platform = ANY($3::text[])
               GROUP BY 1, 2`,
        values: [component, since, platforms, ids],
      });
      return rows;
    },

    /** All versions but these, together. */
    async others(
      { component, since, platform }: SoftwareScope,
      ids: number[],
    ): Promise<SoftwareSums | undefined> {
      const { rows } = await db.query<SoftwareSums>({
        name: 'fleet-software-others',
        text: `SELECT ${sums} FROM software_months
               WHERE ${ofComponent} AND month >= $2 AND ($3::text IS NULL OR platform = $3) AND version_id <> ALL($4::int[])
               HAVING count(*) > 0`,
        values: [component, since, platform ?? null, ids],
      });
      return rows[0];
    },

    /** Of each platform, the versions of a component that were first seen last, at most `limit`. */
    async versionsOf(component: string, platforms: string[], limit: number): Promise<PlatformVersionRow[]> {
      const { rows } = await db.query<PlatformVersionRow>({
        name: 'fleet-software-newest',
        text: `SELECT id, version, counted.*
               FROM (SELECT platform, version_id, ${sums}, min(first_at) AS first_at,
                            row_number() OVER (PARTITION BY platform ORDER BY min(first_at) DESC, version_id DESC) AS nth
                     FROM software_months WHERE ${ofComponent} AND platform = ANY($2::text[])
                     GROUP BY platform, version_id) AS counted
               JOIN software_versions ON id = version_id WHERE nth <= $3
               ORDER BY ${platformOrder}, nth`,
        values: [component, platforms, limit],
      });
      return rows;
    },

    /** Codes of the version that the version before did not have on the platform: the most severe and frequent of each. */
    async newCodes(steps: Step[], limit: number): Promise<NewCodeRow[]> {
      const { rows } = await db.query<NewCodeRow>({
        name: 'fleet-software-new-codes',
        text: `SELECT page.platform, code, source, message, severity, vehicles, batches, "all"
               FROM (${newIn('software_codes', 'code_id', 'max(severity) AS severity, ', 'severity DESC, ')}) AS page
               JOIN fault_codes ON fault_codes.id = page.code_id WHERE nth <= $4 ORDER BY page.platform, nth`,
        values: [...listsOf(steps), limit],
      });
      return rows;
    },

    /** The same of the rules whose findings are of warning and above. */
    async newRules(steps: Step[], limit: number): Promise<NewRuleRow[]> {
      const { rows } = await db.query<NewRuleRow>({
        name: 'fleet-software-new-rules',
        text: `SELECT platform, rule, vehicles, batches, "all" FROM (${newIn('software_rules', 'rule')}) AS page
               WHERE nth <= $4 ORDER BY platform, nth`,
        values: [...listsOf(steps), limit],
      });
      return rows;
    },
  };
}

function listsOf(steps: Step[]): [string[], number[], number[]] {
  return [
    steps.map(({ platform }) => platform),
    steps.map(({ version_id }) => version_id),
    steps.map(({ before_id }) => before_id),
  ];
}

/** What a table of things seen on versions holds of each step's version and not of the version before, ranked by `nth`. */
function newIn(table: string, key: string, more = '', order = ''): string {
  return `
    SELECT *, row_number() OVER (PARTITION BY platform ORDER BY ${order}batches DESC, ${key}) AS nth,
           count(*) OVER (PARTITION BY platform)::int AS "all"
    FROM (SELECT t.platform, t.${key}, ${more}count(DISTINCT vehicle_id)::int AS vehicles, sum(batches)::int8 AS batches
          FROM unnest($1::text[], $2::int[], $3::int[]) AS step(platform, version_id, before_id)
          JOIN ${table} t ON t.platform = step.platform AND t.version_id = step.version_id
          WHERE NOT EXISTS (SELECT FROM ${table} b WHERE b.platform = step.platform
                            AND b.version_id = step.before_id AND b.${key} = t.${key})
          GROUP BY t.platform, t.${key}) AS fresh`;
}
