import getPort from 'get-port';
import { startChild } from '../child-process.ts';
import { type Bench, type Figure, median } from '../figure.ts';
import { benchVehicle } from '../load/batches.ts';
import { inParallel } from '../load/parallel.ts';
import { createSender, multipartTarget } from '../load/sender.ts';
import { byDraft, byTus, type Way } from '../load/upload-ways.ts';
import { startTusd } from '../peers/tusd.ts';
import { processorSeconds } from '../processor-time.ts';

interface Size {
  files: number;
  bytes: number;
  parallel: number;
}

interface Side {
  what: string;
  pid: number;
  /** A new way for each round. */
  way(): Promise<Way>;
}

const rounds = 3;

/**
 * What the least that Node can do reaches (hash, and pass on), beside `tusd` and the ways into Argus: one after the other in each round, by
 * the clock and by the processor time of the server.
 */
function floorFigure(name: string, title: string, full: Size, quick: Size): Figure {
  return {
    name,
    title,
    async measure(bench) {
      const size = bench.quick ? quick : full;
      const megabytes = (size.files * size.bytes) / 1e6;
      const { sides, close } = await startSides(bench);
      const speeds = new Map<string, number[]>(sides.map(({ what }) => [what, []]));
      const costs = new Map<string, number[]>(sides.map(({ what }) => [what, []]));
      try {
        for (let round = -1; round < rounds; round += 1) {
          for (const { what, pid, way } of sides) {
            const send = await way();
            const files = round < 0 ? Math.ceil(size.files / 10) : size.files;
            const before = processorSeconds(pid);
            const started = performance.now();
            await inParallel(files, size.parallel, (index) => send(size.bytes, `${round}-${index}.mcap`));
            const seconds = (performance.now() - started) / 1000;
            const cost = processorSeconds(pid) - before;
            await bench.system.bucket.empty();
            // The first compiles the code of both ends.
            if (round < 0) continue;
            speeds.get(what)?.push(megabytes / seconds);
            costs.get(what)?.push(cost);
            bench.printLine(
              `${what}: ${(megabytes / seconds).toFixed(0)} MB/s, ${cost.toFixed(2)} s of processor time`,
            );
          }
        }
        const of = (what: string) => speeds.get(what) ?? [];
        const [floor, reference] = [of('bare Node'), of('tusd')];
        return {
          unit: 'MB/s',
          ours: median(floor),
          reference: { what: 'tusd', value: median(reference) },
          ratios: floor.map((speed, round) => speed / (reference[round] ?? Number.NaN)),
          checks: sides.map(({ what }) => {
            const cost = median(costs.get(what) ?? []);
            const found = `${cost.toFixed(2)} s, ${((cost / megabytes) * 1e3).toFixed(2)} ms/MB; ${median(of(what)).toFixed(0)} MB/s`;
            return { what: `${what}, processor time`, found, wanted: 'to compare', met: true };
          }),
        };
      } finally {
        await close();
      }
    },
  };
}

async function startSides({ system }: Bench): Promise<{ sides: Side[]; close(): Promise<void> }> {
  const { bucket, environment } = system;
  const { MINIO_ENDPOINT = '', MINIO_ACCESS_KEY = '', MINIO_SECRET_KEY = '' } = environment;
  const port = await getPort();
  const bare = await startChild({
    script: 'bench/peers/bare-upload.ts',
    args: [`${port}`, MINIO_ENDPOINT, bucket.name, MINIO_ACCESS_KEY, MINIO_SECRET_KEY],
    dir: system.dir,
    isReady: (log) => log.includes('listening'),
  });
  const tusd = await startTusd(environment, bucket.name);
  const api = await system.startApi();
  const batches = benchVehicle(api.url);
  const { send, close } = createSender();
  const toArgus = (what: string, way: (files: string, uploads: string) => Way): Side => ({
    what,
    pid: api.pid,
    async way() {
      const { batch_id } = await batches.create();
      const files = batches.filesUrl(batch_id);
      return way(files, files.replace(/files$/, 'uploads'));
    },
  });
  const url = `http://127.0.0.1:${port}/`;
  return {
    sides: [
      {
        what: 'bare Node',
        pid: bare.pid,
        way: async () => async (bytes) => void (await send({ method: 'POST', url }, bytes)),
      },
      { what: 'tusd', pid: tusd.pid, way: async () => byTus(send, tusd.endpoint) },
      toArgus('Argus by tus', (_, uploads) => byTus(send, uploads)),
      toArgus('Argus by the draft', (_, uploads) => byDraft(send, uploads)),
      toArgus(
        'Argus as a form',
        (files) => async (bytes, name) => void (await send(multipartTarget(files, name), bytes)),
      ),
    ],
    async close() {
      close();
      await Promise.all([bare.stop(), tusd.stop(), api.stop()]);
    },
  };
}

const mib = 1024 * 1024;

export const uploadFloorFigures: Figure[] = [
  floorFigure(
    'uploads-floor',
    '1 GiB through the least that Node can do',
    { files: 1, bytes: 1024 * mib, parallel: 1 },
    { files: 1, bytes: 256 * mib, parallel: 1 },
  ),
  floorFigure(
    'uploads-floor-small',
    '1,000 files of 100 KB through the least that Node can do, 32 at a time',
    { files: 1_000, bytes: 100e3, parallel: 32 },
    { files: 300, bytes: 100e3, parallel: 32 },
  ),
];
