import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../../src/config.ts';
import { type Batch, snapshotOf } from '../../src/domain/batch.ts';
import { createLogger } from '../../src/logger.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../src/role.ts';
import { type Check, type Figure, percentile } from '../figure.ts';
import { startWatchers } from '../load/watchers.ts';
import { currentMemory } from '../process-memory.ts';

const goals = { deliveryMs: 200, bytesPerStream: 40_000, slowdown: 2 };
/** Watchers of one batch: the pages and programs that follow it. */
const streamsPerBatch = 5;
/** 100 events per second, each in another batch: 500 deliveries. */
const eventEveryMs = 10;
const requestEveryMs = 5;

/** Streams of running batches on one API process, some of which receive events all the time. */
export const streamsFigure: Figure = {
  name: 'streams',
  title: '5,000 event streams on one API process: time from the event to the watcher, p99',
  async measure({ system, quick, printLine }) {
    const count = quick ? 500 : 5_000;
    const seconds = quick ? 3 : 20;
    const config = loadConfig(system.environment);
    const deps = openRoleDeps(config, createLogger(config, 'bench'));
    const api = await system.startApi({
      environment: { SSE_MAX_STREAMS: `${count}`, SSE_MAX_STREAMS_PER_CLIENT: `${count}` },
    });
    const watchers = startWatchers();
    try {
      const batches = await runningBatches(deps, count / streamsPerBatch);
      const paths = batches.map(({ id }) => `${api.url}/api/v1/batches/${id}`);
      await requestTimes(paths, quick ? 1 : 5);
      const alone = percentile(await requestTimes(paths, seconds), 99);
      const before = currentMemory(api.pid) ?? Number.NaN;
      printLine(`opening ${count} streams`);
      await watchers.open(Array.from({ length: count }, (_, at) => `${paths[at % paths.length]}/events`));
      const memory = ((currentMemory(api.pid) ?? Number.NaN) - before) / count;
      const news = publishNews(deps, batches, seconds);
      const beside = percentile(await requestTimes(paths, seconds), 99);
      const published = await news;
      const lags = await watchers.lags(published * streamsPerBatch);
      const p99 = percentile(lags, 99);
      printLine(`delivery: p50 ${percentile(lags, 50)} ms, p99 ${p99} ms of ${lags.length}`);
      return {
        unit: 'ms',
        ours: p99,
        ratios: [],
        checks: [
          check('from the event to the watcher, p99', p99, goals.deliveryMs, 'ms'),
          check('memory of a stream', memory / 1000, goals.bytesPerStream / 1000, 'kB'),
          check(
            `p99 of requests, ${alone.toFixed(1)} ms without streams`,
            beside / alone,
            goals.slowdown,
            '×',
          ),
        ],
      };
    } finally {
      watchers.stop();
      await Promise.all([api.stop(), closeRoleDeps(deps)]);
    }
  },
};

function check(what: string, found: number, most: number, unit: string): Check {
  return { what, found: `${found.toFixed(1)} ${unit}`, wanted: `≤ ${most} ${unit}`, met: found <= most };
}

async function runningBatches({ stores }: RoleDeps, count: number): Promise<Batch[]> {
  const { rows } = await stores.db.query<Batch>(
    `INSERT INTO batches (id, vehicle_id, vin, tolerated_failed_percent, status)
     SELECT id, 'watched', 'WVWZZZ1JZ3W386752', 25, 'scattering' FROM unnest($1::uuid[]) AS id RETURNING *`,
    [Array.from({ length: count }, () => uuidv7())],
  );
  return rows;
}

/** Like a parse worker: the event in PostgreSQL, the hint through Redis. Returns the number of events. */
async function publishNews(deps: RoleDeps, batches: Batch[], seconds: number): Promise<number> {
  const { stores } = deps;
  const count = (seconds * 1000) / eventEveryMs;
  await atRate(count, eventEveryMs, (at) => publishOne(batches[(at * 7) % batches.length]));
  return count;

  async function publishOne(batch: Batch | undefined): Promise<void> {
    if (!batch) return;
    await stores.db.query({
      name: 'bench-event',
      text: `INSERT INTO events (event_id, batch_id, run, event_type, payload)
             VALUES (gen_random_uuid(), $1, $2, 'FileParsed',
                     jsonb_build_object('file_id', gen_random_uuid(), 'state', 'parsed', 'verdict_code', 'ok'))`,
      values: [batch.id, batch.run],
    });
    await stores.redis.publishProgress(snapshotOf(batch));
  }
}

/**
 * Starts a task every `everyMs`, however long each takes.
 * @throws the first error, once all have ended.
 */
async function atRate(count: number, everyMs: number, work: (at: number) => Promise<void>): Promise<void> {
  const started = performance.now();
  const errors: unknown[] = [];
  const running: Promise<void>[] = [];
  for (let at = 0; at < count; at += 1) {
    running.push(work(at).catch((error: unknown) => void errors.push(error)));
    await delay(Math.max(0, started + (at + 1) * everyMs - performance.now()));
  }
  await Promise.all(running);
  if (errors.length > 0) throw errors[0];
}

/** Milliseconds of requests at a fixed rate, like those of people who open a batch. */
async function requestTimes(paths: string[], seconds: number): Promise<number[]> {
  const times: number[] = [];
  await atRate((seconds * 1000) / requestEveryMs, requestEveryMs, (at) =>
    timed(paths[at % paths.length] ?? ''),
  );
  return times;

  async function timed(url: string): Promise<void> {
    const begun = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} → ${response.status}`);
    times.push(performance.now() - begun);
  }
}
