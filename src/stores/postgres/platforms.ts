import type { Db } from './pool.ts';

export interface PlatformRow {
  platform: string;
  /** Number of vehicles whose newest batch names it. */
  vehicles: number;
  rule_settings: number;
  databases: number;
  /** Whether it has an upload policy of its own. */
  upload_policy: boolean;
}

/** Kinds of vehicles: a platform exists if a vehicle names it, or something is set for it. */
export function createPlatformStore(db: Db) {
  return {
    /** By name; `after` is the last name of the previous page. */
    async list(after: string | undefined, limit: number): Promise<PlatformRow[]> {
      const { rows } = await db.query<PlatformRow>({
        name: 'list-platforms',
        text: `SELECT platform, count(vehicle)::int8 AS vehicles, count(rule)::int8 AS rule_settings,
                      count(name)::int8 AS databases,
                      bool_or(policy) AS upload_policy
               FROM (
                 SELECT platform, vehicle_id AS vehicle, NULL AS rule, NULL AS name, false AS policy FROM vehicles
                 UNION ALL SELECT platform, NULL, rule, NULL, false FROM rule_settings
                 UNION ALL SELECT platform, NULL, NULL, name, false FROM platform_databases
                 UNION ALL SELECT platform, NULL, NULL, NULL, true FROM upload_policies p WHERE rules IS NOT NULL AND version =
                   (SELECT max(version) FROM upload_policies n WHERE n.platform = p.platform)) AS named
               WHERE platform > $1 GROUP BY platform ORDER BY platform LIMIT $2`,
        values: [after ?? '', limit],
      });
      return rows;
    },
  };
}
