import { closeRoleDeps, type RoleDeps } from '../../src/role.ts';
import { type Bench, type Check, type Figure, median } from '../figure.ts';
import { type RunningBuild, startBuild } from '../load/build.ts';
import { reported } from '../load/fleet-of-batches.ts';
import { openSystem } from '../load/open-system.ts';
import { digested, placeBatch, type Synthetic } from '../load/synthetic-batch.ts';
import { type SyntheticStore, startSyntheticStore } from '../load/synthetic-store.ts';
import { workOf } from '../load/work.ts';
import { summariseInProcess } from '../peers/summarise-in-process.ts';
import { peakMemory } from '../process-memory.ts';

const gigabyte = 1e9;

interface Place {
  deps: RoleDeps;
  store: SyntheticStore;
  build: RunningBuild;
  /** Seconds from `complete` to the report of a batch that is placed now, and the processor time of roles and servers meanwhile. */
  run(batch: Synthetic): Promise<{ batchId: string; seconds: number; processorSeconds: number }>;
}

/** Argus with an object store that generates recordings. */
async function inPlace<T>({ system }: Bench, work: (place: Place) => Promise<T>): Promise<T> {
  const [host = '', port] = (system.environment.MINIO_ENDPOINT ?? '').split(':');
  const store = await startSyntheticStore({ host, port: Number(port) });
  const deps = openSystem(system);
  const build = await startBuild(system, { environment: { MINIO_ENDPOINT: store.endpoint } });
  const { vehicle } = build;
  try {
    return await work({
      deps,
      store,
      build,
      async run(batch) {
        const batchId = await placeBatch(vehicle, deps.stores.db, store, batch);
        const [begun, used] = [performance.now(), workOf(system, build)];
        await vehicle.complete(batchId);
        await reported(vehicle, batchId, 1);
        const seconds = (performance.now() - begun) / 1000;
        return { batchId, seconds, processorSeconds: workOf(system, build) - used };
      },
    });
  } finally {
    await build.stop();
    await closeRoleDeps(deps);
    store.close();
  }
}

const oneLargeFileFigure: Figure = {
  name: 'one-large-file',
  title: 'last byte → report, one MCAP of 2 GB',
  measure: (bench) =>
    inPlace(bench, async ({ run, store }) => {
      const rounds = bench.quick ? 1 : 3;
      const bytes = bench.quick ? 0.1 * gigabyte : 2 * gigabyte;
      const pairs: { ours: number; plain: number }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        // Each is a little longer than the one before, or its result would be known.
        const file = digested(bytes + round * 10e6);
        const ours = await run({ read: [file] });
        store.add('plain', file.recording);
        const plain = await summariseInProcess(`http://${store.endpoint}/any/plain`, file.recording.size);
        pairs.push({ ours: ours.seconds, plain: plain.seconds });
        bench.printLine(
          `${ours.seconds.toFixed(2)} s (${ours.processorSeconds.toFixed(2)} s of processor time), read in one process ` +
            `${plain.seconds.toFixed(2)} s (${plain.processor_seconds.toFixed(2)} s)`,
        );
      }
      return {
        unit: 's',
        ours: median(pairs.map(({ ours }) => ours)),
        ratios: pairs.map(({ ours, plain }) => ours / plain),
        reference: {
          what: 'read in one process, without SHA-256',
          value: median(pairs.map(({ plain }) => plain)),
        },
        checks: [],
      };
    }),
};

const limits = { historyEvents: 2_400, apiMegabytes: 220 };

const twoTerabytesFigure: Figure = {
  name: 'two-terabytes',
  title: 'complete → report of 2 TB in files of 1 GB, of which four are read',
  measure: (bench) =>
    inPlace(bench, async ({ run, store, build, deps: { stores, orchestrator } }) => {
      const read = bench.quick ? 1 : 4;
      const each = bench.quick ? 0.05 * gigabyte : gigabyte;
      const count = bench.sizes.files ?? 2_000;
      const first = digested(each);
      await run({ read: [first] });
      const bytesBefore = store.bytesSent();
      const others = Array.from({ length: read }, (_, nth) => digested(each + (nth + 1) * 10e6));
      const known = { count: count - read, bytes: gigabyte, like: first.sha256 };
      const { batchId, seconds, processorSeconds } = await run({ read: others, known });
      const waiting = await orchestrator.describeBatch(batchId);
      const [fetched, sizes] = [
        store.bytesSent() - bytesBefore,
        sum(others.map((file) => file.recording.size)),
      ];
      const expected = sizes + known.count * known.bytes;
      const api = (peakMemory(build.pids['src/api/server.ts'] ?? 0) ?? Number.NaN) / 1e6;
      const { rows } = await stores.db.query<{
        total_files: number;
        total_bytes: number;
        characters: number;
      }>(
        `SELECT total_files, total_bytes, length(body::text)::int AS characters
         FROM batches JOIN reports ON batch_id = batches.id WHERE batches.id = $1`,
        [batchId],
      );
      const { total_files, total_bytes, characters } = rows[0] ?? {};
      bench.printLine(
        `${count} files, ${(expected / 1e12).toFixed(3)} TB: ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of processor time; ` +
          `report of ${characters} characters`,
      );
      return {
        unit: 's',
        ours: seconds,
        ratios: [],
        checks: [
          {
            what: 'files and bytes of the batch',
            found: `${total_files}; ${total_bytes}`,
            wanted: `${count}; ${expected}`,
            met: total_files === count && total_bytes === expected,
          },
          atMost('bytes of recordings fetched', fetched, 1.05 * sizes),
          atMost('events in the history', waiting?.history_events ?? Number.NaN, limits.historyEvents),
          atMost('memory of the API, peak, MB', api, limits.apiMegabytes),
        ],
      };
    }),
};

function atMost(what: string, found: number, most: number): Check {
  return { what, found: `${Math.round(found)}`, wanted: `≤ ${Math.round(most)}`, met: found <= most };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

export const largeBatchFigures = [oneLargeFileFigure, twoTerabytesFigure];
