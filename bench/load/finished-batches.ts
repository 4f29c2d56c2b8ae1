import type { RoleDeps } from '../../src/role.ts';

type Db = RoleDeps['stores']['db'];

const batchesAtOnce = 5_000;

/**
 * Batches of so many vehicles that ended during the last year, each with five files of its own contents, their summaries, a report and fifteen published events. No triggers
 * run meanwhile: they would wake the relay and look for webhooks. Sums of the fleet are not made; the reports name no software, so that the
 * sweep has none to count.
 */
export async function generateFinishedBatches(db: Db, count: number, vehicles = 500): Promise<void> {
  const client = await db.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (let from = 0; from < count; from += batchesAtOnce) {
      await client.query(statement, [from, Math.min(from + batchesAtOnce, count), count, vehicles]);
    }
    await client.query('RESET session_replication_role');
    await client.query('VACUUM (ANALYZE) batches, files, summaries, reports, events');
  } finally {
    client.release();
  }
}

const statement = `
  WITH drives AS (
    INSERT INTO batches (id, vehicle_id, vin, tolerated_failed_percent, status, total_files, total_bytes, processed_files,
                         created_at, updated_at, uploaded_at, completed_at)
    SELECT uuidv7(at - now()), 'finished-' || n % $4::int, 'WVWZZZ1JZ3W386752', 25, 'completed', 5, 165000, 5, at, at, at, at
    FROM (SELECT n, now() - interval '365 days' * (1 - n::float8 / $3::int) - interval '1 hour' AS at
          FROM generate_series($1::int, $2::int - 1) AS n) AS times
    RETURNING id, vehicle_id, vin, created_at),
  recordings AS (
    INSERT INTO files (id, batch_id, name, size, sha256, content_type, content_key, position, state, format, verdict,
                       message_count, parser_version, ahead_at, created_at, processed_at)
    SELECT gen_random_uuid(), id, k || '.mcap', 33000, encode(sha256((id || ' ' || k)::bytea), 'hex'), 'application/octet-stream',
           gen_random_uuid(), k, 'parsed', 'mcap', '{"code": "ok", "message": ""}', 1000, 'finished', created_at, created_at, created_at
    FROM drives CROSS JOIN generate_series(0, 4) AS k
    RETURNING sha256, parser_version, created_at),
  contents AS (
    INSERT INTO summaries (sha256, parser_version, summary, outcome, created_at)
    SELECT sha256, parser_version, json_build_object('filler', repeat('topic ', 300)),
           '{"state": "parsed", "format": "mcap", "verdict": {"code": "ok", "message": ""}, "message_count": 1000, "needs_databases": false}', created_at
    FROM recordings),
  verdicts AS (
    INSERT INTO reports (id, batch_id, run, vehicle_id, vin, severity, sentence, body, at, created_at, recorded_ms, warned_rules, software_ids)
    SELECT gen_random_uuid(), id, 1, vehicle_id, vin, 'ok', 'Nothing was found', '{"findings": []}', created_at, created_at, 0, '{}', '{}'
    FROM drives)
  INSERT INTO events (event_id, batch_id, run, event_type, payload, occurred_at, published_at)
  SELECT gen_random_uuid(), id, 1, 'FileParsed', jsonb_build_object('file_id', gen_random_uuid(), 'verdict', 'ok'), created_at, created_at
  FROM drives CROSS JOIN generate_series(1, 15)`;
