import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { closeRoleDeps, type RoleDeps } from '../../src/role.ts';
import type { Check, Figure } from '../figure.ts';
import { type RunningBuild, startBuild } from '../load/build.ts';
import { generateFinishedBatches } from '../load/finished-batches.ts';
import { fiveFileBatches } from '../load/five-file-batches.ts';
import { type Footprint, takeFootprint } from '../load/footprint.ts';
import { openSystem } from '../load/open-system.ts';
import { workByProcess } from '../load/work.ts';
import type { System } from '../system.ts';

const warmUps = 50;
/** A backend of PostgreSQL that has become idle reports what it has read after 10 s (PGSTAT_IDLE_INTERVAL). */
const reportedMs = 11_000;

/** A B-tree of a hundred times as many rows is a page deeper. */
const goals = { rows: 1.2, pages: 1.3 };
/** Fewer rows of a table for a batch are noise of what runs by the clock. */
const noiseRows = 5;

interface Stretch {
  finishedBefore: number;
  batches: number;
  /** For each batch. */
  milliseconds: number;
  processorMilliseconds: number;
  /** The same of each role and server. */
  byProcess: Record<string, number>;
  rows: Record<string, number>;
  pages: number;
  after: Footprint;
  diskOfBatch: number;
  historyEvents: number;
  /** Seconds from the last report until the relay had published everything. */
  relaySeconds: number;
}

export const manyBatchesFigure: Figure = {
  name: 'many-batches',
  title: 'batches of 5 files of 33 kB behind many that have ended, beside the first ones, processor time',
  async measure({ system, quick, sizes, printLine }) {
    const batches = sizes.batches ?? (quick ? 50 : 1_000);
    const finished = sizes.finished ?? (quick ? 2_000 : 50_000);
    const deps = openSystem(system);
    const build = await startBuild(system);
    const load = fiveFileBatches(build, sizes.vehicles ?? Math.min(500, batches));
    try {
      await load(warmUps);
      const stretches: Stretch[] = [];
      for (const before of [0, 0, finished]) {
        if (before > 0) {
          printLine(`making ${before} finished batches`);
          await generateFinishedBatches(deps.stores.db, before);
        }
        const stretch = await measureStretch(system, build, deps, () => load(batches));
        stretches.push(stretch);
        describe(stretch).forEach(printLine);
      }
      const [first, second, last] = stretches as [Stretch, Stretch, Stretch];
      return {
        unit: 'ms',
        ours: last.processorMilliseconds,
        ratios: [last.processorMilliseconds / first.processorMilliseconds],
        reference: { what: 'the first ones', value: first.processorMilliseconds },
        checks: [...sameWork(second, last), ...sameState(last)],
      };
    } finally {
      await build.stop();
      await closeRoleDeps(deps);
    }
  },
};

function describe({ after, ...of }: Stretch): string[] {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const memory = Object.entries(after.memory).map(
    ([role, bytes]) => `${basename(role, '.ts')} ${megabytes(bytes)}`,
  );
  return [
    `${of.batches} batches behind ${of.finishedBefore}: ${of.milliseconds.toFixed(0)} ms and ` +
      `${of.processorMilliseconds.toFixed(0)} ms of processor time for each; ${of.historyEvents} events in the last history`,
    `of it: ${Object.entries(of.byProcess)
      .map(([name, each]) => `${name} ${each.toFixed(1)} ms`)
      .join(', ')}`,
    `memory: ${memory.join(', ')}; Redis: ${after.redis.keys} keys, ${megabytes(after.redis.bytes)}`,
    `${(of.diskOfBatch / 1000).toFixed(0)} kB of disk for each; the relay was done ${of.relaySeconds.toFixed(2)} s after the last report`,
  ];
}

async function measureStretch(
  system: System,
  build: RunningBuild,
  deps: RoleDeps,
  load: () => Promise<{ delivered: number; lastId: string }>,
): Promise<Stretch> {
  const { db, events } = deps.stores;
  const { rows } = await db.query<{ count: number }>('SELECT count(*)::int FROM batches');
  await delay(reportedMs);
  const before = await takeFootprint(system, build, deps);
  const [begun, used] = [performance.now(), workByProcess(system, build)];
  const { delivered, lastId } = await load();
  const wall = performance.now() - begun;
  const byProcess = Object.fromEntries(
    Object.entries(workByProcess(system, build)).map(([name, seconds]) => [
      name,
      ((seconds - (used[name] ?? 0)) * 1000) / delivered,
    ]),
  );
  const relayBegun = performance.now();
  while ((await events.backlog()).count > 0) await delay(50);
  const relaySeconds = (performance.now() - relayBegun) / 1000;
  await delay(reportedMs);
  const after = await takeFootprint(system, build, deps);
  const waiting = await deps.orchestrator.describeBatch(lastId);
  const disk = (of: Footprint) => of.disk.database + of.disk.objects;
  return {
    finishedBefore: rows[0]?.count ?? 0,
    batches: delivered,
    milliseconds: wall / delivered,
    processorMilliseconds: Object.values(byProcess).reduce((sum, each) => sum + each, 0),
    byProcess,
    rows: Object.fromEntries(
      Object.entries(after.rowsRead)
        .map(([table, read]) => [table, (read - (before.rowsRead[table] ?? 0)) / delivered] as const)
        .filter(([, read]) => read >= 0.5),
    ),
    pages: (after.pages - before.pages) / delivered,
    after,
    diskOfBatch: (disk(after) - disk(before)) / delivered,
    historyEvents: waiting?.history_events ?? Number.NaN,
    relaySeconds,
  };
}

/** Counts, not times: what a batch makes PostgreSQL read must not depend on how many there were before. */
function sameWork(first: Stretch, last: Stretch): Check[] {
  const tables = new Set([...Object.keys(first.rows), ...Object.keys(last.rows)]);
  const rows = [...tables].map((table): Check => {
    const [now, then] = [last.rows[table] ?? 0, first.rows[table] ?? 0];
    return {
      what: `rows of ${table} read for a batch`,
      found: `${now.toFixed(1)}; ${then.toFixed(1)} before`,
      wanted: `≤ ${goals.rows}×`,
      met: now <= goals.rows * Math.max(then, noiseRows),
    };
  });
  const pages = {
    what: 'pages of PostgreSQL looked at for a batch',
    found: `${last.pages.toFixed(0)}; ${first.pages.toFixed(0)} before`,
    wanted: `≤ ${goals.pages}×`,
    met: last.pages <= goals.pages * first.pages,
  };
  return [pages, ...rows];
}

/** Topics for events and those that were refused; no workflow stays open behind its batch. */
function sameState({ after, batches }: Stretch): Check[] {
  return [
    {
      what: `workflows of batches still open after ${batches}; topics of Kafka`,
      found: `${after.openWorkflows}; ${after.topics}`,
      wanted: '0; ≤ 3',
      met: after.openWorkflows === 0 && after.topics <= 3,
    },
  ];
}
