import type { RoleDeps } from '../../src/role.ts';

type Db = RoleDeps['stores']['db'];

/** As a batch of so many files leaves behind. */
const perBatch = 1_000;
/** Batches of one statement: a transaction of 100,000 events. */
const batchesAtOnce = 100;

/**
 * Adds batches whose run is over, with `from` to `total` thousands of events, all published, spread over two years. The triggers are
 * off meanwhile: they would notify a relay and look for webhooks, of which there are none.
 */
export async function generateEvents(
  db: Db,
  { from, total }: { from: number; total: number },
  printLine: (line: string) => void,
): Promise<void> {
  await db.query('ALTER TABLE events DISABLE TRIGGER USER');
  const last = total / perBatch;
  for (let next = from / perBatch; next < last; next += batchesAtOnce) {
    const end = Math.min(next + batchesAtOnce, last);
    await db.query(statement, [next, end, last]);
    if (end % 1_000 === 0) printLine(`${end * perBatch} events`);
  }
  await db.query('ALTER TABLE events ENABLE TRIGGER USER');
  await db.query('VACUUM (ANALYZE) events, batches');
}

/** Events of ten batches at a time are mixed, as those of batches that are read at the same time. */
const statement = `
  WITH times AS (
    SELECT n, now() - interval '730 days' * (1 - n::float8 / $3::int) AS at
    FROM generate_series($1::int, $2::int - 1) AS n),
  drives AS (
    INSERT INTO batches (id, vehicle_id, vin, tolerated_failed_percent, status, total_files, processed_files,
                         created_at, updated_at, uploaded_at, completed_at)
    SELECT gen_random_uuid(), 'vehicle-' || n % 500, 'WVWZZZ1JZ3W386752', 25, 'completed', ${perBatch}, ${perBatch}, at, at, at, at
    FROM times RETURNING id, created_at),
  numbered AS (SELECT id, created_at, row_number() OVER (ORDER BY created_at) AS nth FROM drives)
  INSERT INTO events (event_id, batch_id, run, event_type, payload, occurred_at, published_at)
  SELECT gen_random_uuid(), id, 1, 'FileParsed',
         jsonb_build_object('file_id', gen_random_uuid(), 'name', 'drive_' || k || '.mcap', 'format', 'mcap', 'verdict', 'ok'),
         created_at + k * interval '1 second', created_at + k * interval '1 second'
  FROM numbered CROSS JOIN generate_series(1, ${perBatch}) AS k
  ORDER BY nth / 10, k, nth`;
