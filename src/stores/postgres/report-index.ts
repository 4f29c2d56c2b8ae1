import type { Batch } from '../../domain/batch.ts';
import { searchTerms } from '../../domain/search-terms.ts';
import { severityRank } from '../../domain/severity.ts';
import type { Report } from '../../report/report-schema.ts';
import type { Tx } from './pool.ts';
import { countSoftware, uncountSoftware } from './software-sums.ts';

/** Maximum terms stored for a report: its sentence, then its findings and codes by severity. */
const maxTerms = 5_000;

/** The fields by which a report is found. */
export function termsOf({ verdict, findings, error_codes, versions }: Report): string[] {
  const texts = [
    verdict.sentence,
    ...findings.flatMap(({ rule, title, description }) => [title, rule, description]),
    ...error_codes.flatMap(({ code, message, source }) => [code, message, source]),
    ...versions.flatMap(({ component, version }) => [component, version]),
  ];
  const terms = new Set<string>();
  for (const text of texts) {
    for (const term of searchTerms(text)) terms.add(term);
    if (terms.size >= maxTerms) break;
  }
  return [...terms].slice(0, maxTerms);
}

/**
 * Adds a report to the sums about vehicles and the fleet, in the transaction that stores it. The report of a later
 * run replaces that of the previous run.
 */
export async function indexReport(tx: Tx, report: Report, batch: Batch): Promise<void> {
  await lockVehicle(tx, batch.vehicle_id);
  const replaced = report.run > 1 && (await supersede(tx, report, batch));
  await putCodes(tx, report, batch);
  await countSoftware(tx, report.diagnosis_id);
  await (replaced ? recount(tx, batch) : countReport(tx, report));
}

/** The sums of a vehicle's months are changed by one writer at a time. */
export async function lockVehicle(tx: Tx, vehicleId: string): Promise<void> {
  await tx.query({
    name: 'lock-vehicle',
    text: `SELECT pg_advisory_xact_lock(hashtextextended($1, ${vehicleLock}))`,
    values: [vehicleId],
  });
}

/** Seed that keeps these locks apart from others ("veh" in ASCII). */
const vehicleLock = 0x766568;

async function supersede(tx: Tx, { batch_id, run }: Report, { vehicle_id }: Batch): Promise<boolean> {
  const { rows } = await tx.query<{ id: string }>(
    `WITH superseded AS (
       UPDATE reports SET latest = false WHERE batch_id = $1 AND run < $2 AND latest RETURNING id),
     codes AS (
       UPDATE report_codes SET latest = false FROM superseded WHERE report_id = superseded.id)
     SELECT id FROM superseded`,
    [batch_id, run],
  );
  for (const { id } of rows) await uncountSoftware(tx, id, vehicle_id);
  return rows.length > 0;
}

async function putCodes(tx: Tx, { diagnosis_id, error_codes }: Report, batch: Batch): Promise<void> {
  if (error_codes.length === 0) return;
  const codes = JSON.stringify(
    error_codes.map(({ code, source, message, severity, count }) => ({
      code,
      source,
      message,
      count,
      severity: severityRank(severity),
    })),
  );
  // All writers use the same order, so that two reports with the same new codes wait for each other at most once. A text is kept
  // for as long as all vehicles have it.
  await tx.query({
    name: 'put-fault-codes',
    text: `WITH given AS (
                  SELECT source, code, CASE WHEN min(message) = max(message) THEN min(message) ELSE '' END AS message
                  FROM jsonb_to_recordset($1) AS g(source text, code text, message text) GROUP BY source, code),
                known AS (
                  SELECT f.id, g.message,
                         EXISTS (SELECT FROM report_codes r WHERE r.code_id = f.id AND r.vehicle_id <> $3) AS shared
                  FROM given g JOIN fault_codes f ON f.code = g.code AND f.source = g.source
                  WHERE f.first_at > $2 OR f.message NOT IN ('', g.message)
                  ORDER BY f.id FOR NO KEY UPDATE OF f),
                changed AS (
                  UPDATE fault_codes f SET first_at = least(f.first_at, $2), message = CASE
                    WHEN f.message IN ('', known.message) THEN f.message WHEN known.shared THEN '' ELSE known.message END
                  FROM known WHERE f.id = known.id)
           INSERT INTO fault_codes (source, code, message, first_at)
           SELECT g.source, g.code, g.message, $2 FROM given g
           WHERE NOT EXISTS (SELECT FROM fault_codes f WHERE f.code = g.code AND f.source = g.source)
           ORDER BY g.code, g.source ON CONFLICT DO NOTHING`,
    values: [codes, batch.created_at, batch.vehicle_id],
  });
  await tx.query({
    name: 'put-report-codes',
    text: `INSERT INTO report_codes (report_id, code_id, vehicle_id, platform, at, latest, severity, count)
           SELECT $2, f.id, $3, $4, $5, true, max(g.severity), sum(g.count)
           FROM jsonb_to_recordset($1) AS g(source text, code text, severity smallint, count bigint)
           JOIN fault_codes f ON f.code = g.code AND f.source = g.source GROUP BY f.id`,
    values: [codes, diagnosis_id, batch.vehicle_id, batch.platform, batch.created_at],
  });
}

const monthOf = `date_trunc('month', at AT TIME ZONE 'UTC')::date`;

const added = `severity = greatest(m.severity, excluded.severity), batches = m.batches + excluded.batches,
  count = m.count + excluded.count, first_at = least(m.first_at, excluded.first_at),
  last_at = greatest(m.last_at, excluded.last_at)`;

const sumCodes = (where: string) => `
  INSERT INTO code_months AS m
    (month, code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
  SELECT ${monthOf}, code_id, vehicle_id, coalesce(platform, ''), max(severity), count(*), sum(count), min(at), max(at)
  FROM report_codes WHERE latest AND ${where} GROUP BY 1, 2, 3, 4
  ON CONFLICT (vehicle_id, month, code_id, platform) DO UPDATE SET ${added}`;

async function countReport(tx: Tx, { diagnosis_id }: Report): Promise<void> {
  await tx.query({
    name: 'count-report',
    text: `WITH by_month AS (${sumCodes('report_id = $1')}),
                by_vehicle AS (
                  INSERT INTO code_vehicles AS m
                    (code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
                  SELECT code_id, vehicle_id, coalesce(platform, ''), severity, 1, count, at, at
                  FROM report_codes WHERE report_id = $1
                  ON CONFLICT (vehicle_id, code_id, platform) DO UPDATE SET ${added})
           INSERT INTO vehicle_months AS m (month, vehicle_id, platform, batches)
           SELECT ${monthOf}, vehicle_id, coalesce(platform, ''), 1 FROM reports WHERE id = $1
           ON CONFLICT (vehicle_id, month, platform) DO UPDATE SET batches = m.batches + 1`,
    values: [diagnosis_id],
  });
}

/** A later run may have other codes; the number of batches stays the same. */
async function recount(tx: Tx, { vehicle_id, created_at }: Batch): Promise<void> {
  const month = `date_trunc('month', $2::timestamptz, 'UTC')`;
  await tx.query(
    `DELETE FROM code_months WHERE vehicle_id = $1 AND month = (${month} AT TIME ZONE 'UTC')::date`,
    [vehicle_id, created_at],
  );
  await tx.query(
    sumCodes(
      `vehicle_id = $1 AND at >= ${month}
       AND at < (date_trunc('month', $2::timestamptz AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'`,
    ),
    [vehicle_id, created_at],
  );
  await tx.query('DELETE FROM code_vehicles WHERE vehicle_id = $1', [vehicle_id]);
  await tx.query(
    `INSERT INTO code_vehicles (code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
     SELECT code_id, vehicle_id, platform, max(severity), sum(batches), sum(count), min(first_at), max(last_at)
     FROM code_months WHERE vehicle_id = $1 GROUP BY 1, 2, 3`,
    [vehicle_id],
  );
}

/** The sums of a vehicle without a deleted batch whose report was counted. The caller holds the vehicle's lock. */
export async function recountWithout(tx: Tx, batch: Batch): Promise<void> {
  await recount(tx, batch);
  const { rows } = await tx.query<{ batches: number }>(
    `UPDATE vehicle_months SET batches = batches - 1
     WHERE vehicle_id = $1 AND platform = coalesce($2, '')
       AND month = (date_trunc('month', $3::timestamptz AT TIME ZONE 'UTC'))::date
     RETURNING batches`,
    [batch.vehicle_id, batch.platform, batch.created_at],
  );
  if (rows[0]?.batches === 0) {
    await tx.query('DELETE FROM vehicle_months WHERE vehicle_id = $1 AND batches = 0', [batch.vehicle_id]);
  }
}
