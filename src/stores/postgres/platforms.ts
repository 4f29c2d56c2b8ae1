import type { Db } from './pool.ts';

export interface PlatformRow {
  platform: string;
  /** Number of vehicles whose newest batch names it. */
  vehicles: number;
  rule_settings: number;
  databases: number;
}

/** Kinds of vehicles: a platform exists if a vehicle names it, or something is set for it. */
export function createPlatformStore(db: Db) {
  return {
    /** By name; `after` is the last name of the previous page. */
    async list(after: string | undefined, limit: number): Promise<PlatformRow[]> {
      const { rows } = await db.query<PlatformRow>({
        name: 'list-platforms',
        text: `SELECT platform, count(vehicle)::int8 AS vehicles, count(rule)::int8 AS rule_settings,
                      count(name)::int8 AS databases
               FROM (
                 SELECT platform, vehicle_id AS vehicle, NULL AS rule, NULL AS name FROM vehicles
                 UNION ALL SELECT platform, NULL, rule, NULL FROM rule_settings
                 UNION ALL SELECT platform, NULL, NULL, name FROM platform_databases) AS named
               WHERE platform > $1 GROUP BY platform ORDER BY platform LIMIT $2`,
        values: [after ?? '', limit],
      });
      return rows;
    },
  };
}
