import type { SoftwareFacts } from '../../report/software-facts.ts';
import type { Tx } from './pool.ts';

/**
 * Names the versions in the dictionary. Before the vehicle is locked: whoever waits for a version that another report names for
 * the first time must hold nothing that the other one waits for. All writers use the same order.
 */
export async function nameSoftware(tx: Tx, { software }: SoftwareFacts): Promise<void> {
  if (software.length === 0) return;
  await tx.query({
    name: 'name-software',
    text: `INSERT INTO software_versions (component, version)
           SELECT component, version FROM jsonb_to_recordset($1) AS g(component text, version text)
           WHERE NOT EXISTS (SELECT FROM software_versions s WHERE s.component = g.component AND s.version = g.version)
           ORDER BY component, version ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(software)],
  });
}

/** Ids of the versions in the parameter, a JSON list; each is in the dictionary. */
export const softwareIds = (param: string) =>
  `ARRAY(SELECT s.id FROM jsonb_to_recordset(${param}) AS g(component text, version text)
         JOIN software_versions s ON s.component = g.component AND s.version = g.version ORDER BY s.id)`;

/** Adds a report, whose row holds its facts, to the sums by software. The caller holds the vehicle's lock. */
export async function countSoftware(tx: Tx, reportId: string): Promise<void> {
  await add(tx, reportId, 1);
}

/** Takes a report out of the sums by software; one that is not in them changes nothing. The caller holds the vehicle's lock. */
export async function uncountSoftware(tx: Tx, reportId: string, vehicleId: string): Promise<void> {
  await add(tx, reportId, -1);
  await tx.query('UPDATE reports SET software_ids = NULL WHERE id = $1', [reportId]);
  for (const table of ['software_months', 'software_codes', 'software_rules']) {
    await tx.query(`DELETE FROM ${table} WHERE vehicle_id = $1 AND batches <= 0`, [vehicleId]);
  }
}

/** When recording began, by the clock of the recordings if it shows the time of day and is not ahead; else when the batch was created. */
const recordedAt = `CASE WHEN started ~ '^20\\d\\d-\\d\\d-\\d\\dT' THEN least(started::timestamptz, at) ELSE at END`;

/** A report's row and codes never change, so that what was added is subtracted to the unit. */
async function add(tx: Tx, reportId: string, sign: 1 | -1): Promise<void> {
  await tx.query({
    name: 'add-software',
    text: `WITH report AS MATERIALIZED (SELECT *, body->'span'->>'start' AS started FROM reports WHERE id = $1),
           r AS (
             SELECT version_id, vehicle_id, coalesce(platform, '') AS platform, at,
                    date_trunc('month', at AT TIME ZONE 'UTC')::date AS month, recorded_ms, warned_rules,
                    (SELECT count(*) FROM report_codes WHERE report_id = report.id) AS codes,
                    ${recordedAt} AS recorded_at
             FROM report, unnest(software_ids) AS version_id),
           by_month AS (
             INSERT INTO software_months AS m
               (version_id, month, vehicle_id, platform, batches, recorded_ms, findings, codes, first_at)
             SELECT version_id, month, vehicle_id, platform, $2::int, $2 * recorded_ms,
                    $2 * cardinality(warned_rules), $2 * codes, recorded_at FROM r
             ON CONFLICT (vehicle_id, month, version_id, platform) DO UPDATE SET
               batches = m.batches + excluded.batches, recorded_ms = m.recorded_ms + excluded.recorded_ms,
               findings = m.findings + excluded.findings, codes = m.codes + excluded.codes,
               first_at = least(m.first_at, excluded.first_at)),
           by_code AS (
             INSERT INTO software_codes AS m (version_id, code_id, vehicle_id, platform, severity, batches)
             SELECT version_id, code_id, r.vehicle_id, r.platform, severity, $2
             FROM r, report_codes c WHERE c.report_id = $1
             ON CONFLICT (vehicle_id, version_id, code_id, platform) DO UPDATE SET
               severity = greatest(m.severity, excluded.severity), batches = m.batches + excluded.batches)
           INSERT INTO software_rules AS m (version_id, rule, vehicle_id, platform, batches)
           SELECT DISTINCT version_id, rule, vehicle_id, platform, $2 FROM r, unnest(warned_rules) AS rule
           ON CONFLICT (vehicle_id, version_id, rule, platform) DO UPDATE SET batches = m.batches + excluded.batches`,
    values: [reportId, sign],
  });
}
