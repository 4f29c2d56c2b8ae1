import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../src/role.ts';
import type { Check, Figure } from '../figure.ts';
import { median } from '../figure.ts';
import { generateEvents } from '../load/events.ts';

type Stores = RoleDeps['stores'];

/** A hundred times the events may cost this much more; below a millisecond it is noise. */
const goalRatio = 2;
const noiseMs = 1;
const page = 500;

/** Whether what is asked of the table of events stays as fast as it grows. */
export const eventsFigure: Figure = {
  name: 'events',
  title: 'what is asked of 10,000,000 events beside 100,000, median of the ratios',
  async measure({ system, quick, printLine }) {
    const [few, many] = quick ? [100_000, 300_000] : [100_000, 10_000_000];
    const config = loadConfig(system.environment);
    const deps = openRoleDeps(config, createLogger(config, 'bench'));
    try {
      await generateEvents(deps.stores.db, { from: 0, total: few }, printLine);
      const before = await measureAll(deps.stores, quick ? 20 : 30);
      printLine(`generating ${many} events`);
      await generateEvents(deps.stores.db, { from: few, total: many }, printLine);
      printLine(`the table takes ${await sizeOf(deps.stores)}`);
      const after = await measureAll(deps.stores, quick ? 20 : 30);
      const ratios: number[] = [];
      const checks: Check[] = [];
      for (const [what, times] of after) {
        const [ours, reference] = [median(times), median(before.get(what) ?? [])];
        ratios.push(ours / reference);
        const text = `${ours.toFixed(2)} ms, ${reference.toFixed(2)} ms with ${few}`;
        printLine(`${what}: ${text}`);
        checks.push({
          what: `${what}, ${many} events`,
          found: text,
          wanted: `≤ ${goalRatio}×`,
          met: ours <= goalRatio * Math.max(reference, noiseMs),
        });
      }
      return { unit: '×', ours: median(ratios), ratios: [], checks };
    } finally {
      await closeRoleDeps(deps);
    }
  },
};

async function sizeOf({ db }: Stores): Promise<string> {
  const { rows } = await db.query<{ size: string }>(
    `SELECT pg_size_pretty(pg_table_size('events')) || ', its indexes ' || pg_size_pretty(pg_indexes_size('events')) AS size`,
  );
  return rows[0]?.size ?? '';
}

/** Milliseconds by what is asked, one after the other. */
async function measureAll(stores: Stores, rounds: number): Promise<Map<string, number[]>> {
  const { db, events, retention } = stores;
  const { rows } = await db.query<{ id: string; last: number }>(
    `SELECT id, (SELECT max(seq) FROM events WHERE batch_id = id)::float8 AS last
     FROM batches ORDER BY hashtext(id::text) LIMIT ${3 * rounds}`,
  );
  const take = () => {
    const batch = rows.pop();
    if (!batch) throw new Error('there are too few batches for so many rounds');
    return batch;
  };
  const { rows: ends } = await db.query<{ last: number; since: string }>(
    `SELECT max(seq)::float8 AS last, to_json(max(occurred_at) - interval '1 hour') #>> '{}' AS since FROM events`,
  );
  const { last = 0, since = '' } = ends[0] ?? {};
  const append = () => {
    const { id } = take();
    return db.query(
      `INSERT INTO events (event_id, batch_id, run, event_type, payload)
       SELECT gen_random_uuid(), $1, 2, 'FileParsed', '{"file_id": "x"}' FROM generate_series(1, 10)
       ON CONFLICT (event_id) DO NOTHING`,
      [id],
    );
  };
  const waiting = Array.from({ length: page }, (_, nth) => last - nth);
  await db.query('UPDATE events SET published_at = NULL WHERE seq = ANY ($1)', [waiting]);
  const questions: Record<string, () => Promise<unknown>> = {
    'a stream that resumes': () => {
      const batch = take();
      return events.after(batch.id, batch.last - 5_000, page);
    },
    'ten events are appended': append,
    'the relay looks for events': () => events.unpublished(page),
    'how many wait for the relay': () => events.backlog(),
    'the relay marks a page': () => events.markPublished(waiting),
    'events are published again, the first page of the last hour': () =>
      events.publishedSince(since, 0, page),
    'a batch of 1,000 is deleted': async () => {
      const { id } = take();
      await db.query('UPDATE events SET published_at = now() WHERE batch_id = $1 AND published_at IS NULL', [
        id,
      ]);
      return retention.deleteBatch(id);
    },
    'retention finds nothing': () => retention.deleteEvents(1_000, 1_000),
    'retention deletes 1,000': () => retention.deleteEvents(365, 1_000),
  };
  const times = new Map<string, number[]>();
  for (const [what, ask] of Object.entries(questions)) times.set(what, await timesOf(ask, rounds));
  return times;
}

/** A question that takes long is asked less often. */
const patienceMs = 20_000;

async function timesOf(ask: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = [];
  const begun = performance.now();
  while (times.length < rounds && performance.now() - begun < patienceMs) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return times;
}
