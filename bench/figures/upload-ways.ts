import { alternate } from '../alternate.ts';
import type { Bench, Figure, Goal } from '../figure.ts';
import { benchVehicle } from '../load/batches.ts';
import { inParallel } from '../load/parallel.ts';
import { createSender, multipartTarget, type Send } from '../load/sender.ts';
import { byDraft, byParts, byTus, type Way } from '../load/upload-ways.ts';
import { startTusNode } from '../peers/tus-node.ts';
import { startTusd } from '../peers/tusd.ts';
import { peakMemory } from '../process-memory.ts';

interface Size {
  files: number;
  bytes: number;
  parallel: number;
  rounds: number;
}

interface WayFigure {
  name: string;
  title: string;
  unit: 'MB/s' | 'files/s';
  full: Size;
  quick: Size;
  against: keyof typeof tusServers | 'presigned PUT';
  goal: Goal;
  /** The way to a batch's `/uploads`, or to its `/files`. */
  ours(send: Send, uploads: string, files: string): Way;
}

/** Servers of tus that Argus stands beside. */
const tusServers = { tusd: startTusd, '@tus/server': startTusNode };

/** A way through Argus beside a server of tus, or beside a presigned PUT, by the same client into the same store. */
function wayFigure({ name, title, unit, full, quick, against, goal, ours }: WayFigure): Figure {
  return {
    name,
    title,
    async measure(bench) {
      const size = bench.quick ? quick : full;
      const { bucket, environment } = bench.system;
      const api = await bench.system.startApi();
      const start = against === 'presigned PUT' ? undefined : tusServers[against];
      const peer = await start?.(environment, bucket.name);
      const batches = benchVehicle(api.url);
      const sender = createSender();

      async function run(way: (index: number) => Promise<void>, { files, bytes, parallel }: Size) {
        const started = performance.now();
        await inParallel(files, parallel, way);
        const seconds = (performance.now() - started) / 1000;
        await bucket.empty();
        return (unit === 'files/s' ? files : (files * bytes) / 1e6) / seconds;
      }
      const argus = async (of: Size) => {
        const { batch_id } = await batches.create();
        const files = batches.filesUrl(batch_id);
        const way = ours(sender.send, files.replace(/files$/, 'uploads'), files);
        return run((index) => way(of.bytes, `${index}.mcap`), of);
      };
      const reference = async (of: Size) => {
        if (peer) {
          const way = byTus(sender.send, peer.endpoint);
          return run((index) => way(of.bytes, `${index}.mcap`), of);
        }
        const url = await bucket.presignPut(`${name}/0`);
        return run(async () => void (await sender.send({ method: 'PUT', url }, of.bytes)), of);
      };
      try {
        const warm = {
          ...size,
          files: Math.ceil(size.files / 10),
          bytes: Math.ceil(size.bytes / (size.files > 1 ? 1 : 10)),
        };
        await argus(warm);
        await reference(warm);
        const result = await alternate({
          rounds: size.rounds,
          ours: () => argus(size),
          reference: () => reference(size),
          onRound: printRound(bench, unit),
        });
        const peak = peakMemory(api.pid) ?? 0;
        const found = `${(peak / 1e6).toFixed(0)} MB`;
        const memory = { what: 'memory of the API, peak', found, wanted: '≤ 200 MB', met: peak <= 200e6 };
        return {
          unit,
          ...result,
          reference: { what: against, value: result.reference },
          goal,
          checks: [memory],
        };
      } finally {
        sender.close();
        await peer?.stop();
        await api.stop();
      }
    },
  };
}

const printRound = (bench: Bench, unit: string) => (round: number, ours: number, reference: number) =>
  bench.printLine(`round ${round + 1}: ${ours.toFixed(0)} against ${reference.toFixed(0)} ${unit}`);

const mib = 1024 * 1024;
const large = {
  unit: 'MB/s',
  full: { files: 1, bytes: 1024 * mib, parallel: 1, rounds: 3 },
  quick: { files: 1, bytes: 64 * mib, parallel: 1, rounds: 2 },
} as const;

export const uploadWayFigures: Figure[] = [
  wayFigure({
    name: 'uploads-tus',
    title: '1 GiB by tus',
    ...large,
    against: 'tusd',
    goal: { ratio: 1.5, better: 'higher' },
    ours: (send, uploads) => byTus(send, uploads),
  }),
  wayFigure({
    name: 'uploads-draft',
    title: '1 GiB by Resumable Uploads for HTTP',
    ...large,
    against: 'tusd',
    goal: { ratio: 1.5, better: 'higher' },
    ours: (send, uploads) => byDraft(send, uploads),
  }),
  wayFigure({
    name: 'uploads-form',
    title: '1 GiB as a form',
    ...large,
    against: 'tusd',
    goal: { ratio: 1.5, better: 'higher' },
    ours: (send, _, files) => async (bytes, name) => void (await send(multipartTarget(files, name), bytes)),
  }),
  wayFigure({
    name: 'uploads-direct',
    title: '1 GiB by signed parts',
    ...large,
    against: 'presigned PUT',
    goal: { ratio: 0.95, better: 'higher' },
    ours: (send, uploads) => byParts(send, uploads),
  }),
  ...(['tusd', '@tus/server'] as const).map((against) =>
    wayFigure({
      name: against === 'tusd' ? 'uploads-small' : 'uploads-small-node',
      title: '1,000 files of 100 KB by tus, 32 at a time',
      unit: 'files/s',
      full: { files: 1_000, bytes: 100e3, parallel: 32, rounds: 3 },
      quick: { files: 100, bytes: 100e3, parallel: 32, rounds: 2 },
      against,
      goal: { ratio: 2, better: 'higher' },
      ours: (send, uploads) => byTus(send, uploads),
    }),
  ),
];
