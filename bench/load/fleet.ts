import pg from 'pg';

export interface FleetSize {
  batches: number;
  vehicles: number;
  /** Number of distinct error codes. */
  codes: number;
}

/**
 * Fills a database with batches over the last year, their reports and the sums derived from them, as if each had been
 * processed. Each vehicle has recurring codes of its own; common codes are seen in many vehicles, rare ones in few.
 * Always the same fleet, except for the time at which it ends.
 */
export async function generateFleet(connection: pg.ClientConfig, { batches, vehicles, codes }: FleetSize) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements(batches, vehicles, codes)) await client.query(statement);
    await client.query('COMMIT');
    await client.query(
      'VACUUM (ANALYZE) batches, vehicles, reports, fault_codes, report_codes, report_versions, code_months, code_vehicles, vehicle_months, software_months, software_codes, software_rules',
    );
  } finally {
    await client.end();
  }
}

/** A number in 0 … 1 that depends on its arguments only. */
const chance = (...of: string[]) =>
  `((hashtextextended(concat_ws(':', ${of.join(', ')}), 7) & 16777215) / 16777216.0)`;

/** UUIDv7 (RFC 9562, section 5.7) of a time and a number; `kind`, a hexadecimal digit, distinguishes ids of one number. */
const idAt = (at: string, n: string, kind: string) =>
  `(lpad(to_hex((extract(epoch FROM ${at}) * 1000)::bigint), 12, '0') || '700${kind}' || '8000' || lpad(to_hex(${n}), 12, '0'))::uuid`;

function statements(batches: number, vehicles: number, codes: number): string[] {
  const month = `date_trunc('month', at AT TIME ZONE 'UTC')::date`;
  return [
    `CREATE TEMPORARY TABLE drives ON COMMIT DROP AS
     SELECT n, n % ${vehicles} AS v, 'vehicle-' || n % ${vehicles} AS vehicle_id,
            (ARRAY['van', 'truck', 'shuttle'])[n % ${vehicles} % 3 + 1] AS platform, at,
            ${idAt('at', 'n', '1')} AS batch_id, ${idAt('at', 'n', '2')} AS report_id,
            (ARRAY['ok', 'info', 'warning', 'error', 'critical'])[1 + floor(4.999 * ${chance('n', '1')})::int] AS severity
     FROM (SELECT n, date_trunc('milliseconds', now() - interval '365 days' * (1 - n::float8 / ${batches})) AS at
           FROM generate_series(1, ${batches}) AS n) AS times`,
    `INSERT INTO batches (id, vehicle_id, vin, platform, tolerated_failed_percent, status, total_files, total_bytes,
                          processed_files, created_at, updated_at, uploaded_at, completed_at)
     SELECT batch_id, vehicle_id, 'WVWZZZ1JZ3W' || lpad(v::text, 6, '0'), platform, 25, 'completed', 20, 20000000, 20,
            at, at, at, at FROM drives`,
    `INSERT INTO fault_codes (source, code, message, first_at)
     SELECT (ARRAY['obd', 'diagnostics', 'log', 'j1939'])[c % 4 + 1], 'CODE-' || c, 'Fault number ' || c, min_at
     FROM generate_series(1, ${codes}) AS c, (SELECT min(at) AS min_at FROM drives) AS first`,
    // A vehicle has about a dozen codes that occur now and then; common ones (low numbers) are more likely.
    `CREATE TEMPORARY TABLE seen ON COMMIT DROP AS
     SELECT d.n, d.report_id, d.vehicle_id, d.platform, d.at, f.id AS code_id, max(f.id % 4)::smallint AS severity,
            max(1 + floor(50 * ${chance('d.n', 'k')}))::bigint AS count
     FROM drives d CROSS JOIN generate_series(1, 12) AS k
     JOIN fault_codes f ON f.code = 'CODE-' || 1 + floor(${codes} * power(${chance('d.v', 'k')}, 3))::int
     WHERE ${chance('d.n', 'k', '3')} < 0.4
     GROUP BY 1, 2, 3, 4, 5, 6`,
    `INSERT INTO software_versions (component, version)
     SELECT DISTINCT 'planner', '1.' || n / 5000 FROM drives UNION ALL SELECT 'ros_distro', 'jazzy'`,
    `INSERT INTO reports (id, batch_id, run, vehicle_id, vin, platform, severity, sentence, body, at, created_at, search,
                          recorded_ms, warned_rules, software_ids)
     SELECT report_id, batch_id, 1, vehicle_id, 'WVWZZZ1JZ3W' || lpad(v::text, 6, '0'), platform, severity,
            'Verdict number ' || n, json_build_object('batch_id', batch_id, 'run', 1, 'findings', '[]'::json), at, at,
            to_tsvector('simple', 'verdict number ' || n || ' ' || coalesce(words, '')),
            3600000, ARRAY['rule-' || n % 9], ARRAY(SELECT id FROM software_versions s
              WHERE (s.component, s.version) IN (('planner', '1.' || n / 5000), ('ros_distro', 'jazzy')) ORDER BY id)
     FROM drives LEFT JOIN (
       SELECT n, string_agg('fault word' || code_id, ' ') AS words FROM seen GROUP BY n) AS worded USING (n)`,
    `INSERT INTO report_codes (report_id, code_id, vehicle_id, platform, at, latest, severity, count)
     SELECT report_id, code_id, vehicle_id, platform, at, true, severity, count FROM seen`,
    `INSERT INTO report_versions (report_id, component, version)
     SELECT report_id, 'planner', '1.' || n / 5000 FROM drives
     UNION ALL SELECT report_id, 'ros_distro', 'jazzy' FROM drives`,
    `INSERT INTO code_months (month, code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
     SELECT ${month}, code_id, vehicle_id, platform, max(severity), count(*), sum(count), min(at), max(at)
     FROM report_codes GROUP BY 1, 2, 3, 4`,
    `INSERT INTO code_vehicles (code_id, vehicle_id, platform, severity, batches, count, first_at, last_at)
     SELECT code_id, vehicle_id, platform, max(severity), sum(batches), sum(count), min(first_at), max(last_at)
     FROM code_months GROUP BY 1, 2, 3`,
    `INSERT INTO vehicle_months (month, vehicle_id, platform, batches)
     SELECT ${month}, vehicle_id, platform, count(*) FROM reports GROUP BY 1, 2, 3`,
    `INSERT INTO software_months
       (month, version_id, vehicle_id, platform, batches, recorded_ms, findings, codes, first_at)
     SELECT ${month}, version_id, vehicle_id, platform, count(*), sum(recorded_ms), sum(cardinality(warned_rules)),
            coalesce(sum(codes), 0), min(at)
     FROM reports LEFT JOIN (SELECT report_id, count(*) AS codes FROM seen GROUP BY 1) AS s ON report_id = id,
          unnest(software_ids) AS version_id GROUP BY 1, 2, 3, 4`,
    `INSERT INTO software_codes (version_id, code_id, vehicle_id, platform, severity, batches)
     SELECT version_id, code_id, seen.vehicle_id, seen.platform, max(seen.severity), count(*)
     FROM seen JOIN reports ON id = report_id, unnest(software_ids) AS version_id GROUP BY 1, 2, 3, 4`,
    `INSERT INTO software_rules (version_id, rule, vehicle_id, platform, batches)
     SELECT version_id, rule, vehicle_id, platform, count(*)
     FROM reports, unnest(software_ids) AS version_id, unnest(warned_rules) AS rule GROUP BY 1, 2, 3, 4`,
  ];
}
