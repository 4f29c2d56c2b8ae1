import { alternate } from '../alternate.ts';
import type { Bench, Check, Figure, Goal } from '../figure.ts';
import { benchVehicle } from '../load/batches.ts';
import { inParallel } from '../load/parallel.ts';
import { createSender, multipartTarget, type Target } from '../load/sender.ts';
import { peakMemory } from '../process-memory.ts';

interface UploadSize {
  files: number;
  /** Of each side. */
  bytes: number;
  parallel: number;
  rounds: number;
}

interface UploadFigure {
  name: string;
  title: string;
  unit: 'MB/s' | 'files/s';
  full: UploadSize;
  quick: UploadSize;
  goal: Goal;
  /** Limit for the API process; MB are 10⁶ bytes. */
  memoryMb?: number;
}

/** Uploads through the API compared to presigned PUTs into the same store by the same client. */
function uploadFigure({ name, title, unit, full, quick, goal, memoryMb }: UploadFigure): Figure {
  return {
    name,
    title,
    async measure(bench) {
      const size = bench.quick ? quick : full;
      const api = await bench.system.startApi();
      try {
        const sides = uploadSides(bench, api.url, size, unit);
        // A tenth of the work, so that neither side compiles its code while it is measured.
        const warm = uploadSides(bench, api.url, warmUp(size), unit);
        await warm.ours();
        await warm.reference(-1);
        const result = await alternate({
          rounds: size.rounds,
          ours: sides.ours,
          reference: sides.reference,
          onRound: (round, ours, reference) =>
            bench.printLine(`round ${round + 1}: ${ours.toFixed(0)} against ${reference.toFixed(0)} ${unit}`),
        });
        return {
          unit,
          ...result,
          reference: { what: 'presigned PUT', value: result.reference },
          goal,
          checks: [
            counted(sides.counts, size.files),
            ...(memoryMb === undefined ? [] : memoryCheck(api.pid, memoryMb)),
          ],
        };
      } finally {
        await api.stop();
      }
    },
  };
}

function warmUp(size: UploadSize): UploadSize {
  if (size.files === 1) return { ...size, bytes: Math.ceil(size.bytes / 10) };
  return { ...size, files: Math.ceil(size.files / 10) };
}

function uploadSides(bench: Bench, apiUrl: string, size: UploadSize, unit: UploadFigure['unit']) {
  const { bucket } = bench.system;
  const batches = benchVehicle(apiUrl);
  const counts: number[] = [];

  async function run(targets: Target[]): Promise<number> {
    const sender = createSender();
    const started = performance.now();
    await inParallel(size.files, size.parallel, async (index) => {
      const target = targets[index];
      if (target) await sender.send(target, size.bytes);
    });
    const seconds = (performance.now() - started) / 1000;
    sender.close();
    return (unit === 'files/s' ? size.files : (size.files * size.bytes) / 1e6) / seconds;
  }

  return {
    /** Files that the batch has afterwards, for each round. */
    counts,
    async ours(): Promise<number> {
      const { batch_id } = await batches.create();
      const url = batches.filesUrl(batch_id);
      const speed = await run(
        Array.from({ length: size.files }, (_, index) => multipartTarget(url, `${index}.mcap`)),
      );
      counts.push((await batches.progress(batch_id)).total_files);
      await bucket.empty();
      return speed;
    },
    async reference(round: number): Promise<number> {
      const targets: Target[] = [];
      for (let index = 0; index < size.files; index += 1) {
        targets.push({ method: 'PUT', url: await bucket.presignPut(`${round}/${index}`) });
      }
      const speed = await run(targets);
      await bucket.empty();
      return speed;
    },
  };
}

function counted(counts: readonly number[], files: number): Check {
  const fewest = Math.min(...counts);
  const most = Math.max(...counts);
  return {
    what: 'files counted',
    found: fewest === most ? `${fewest}` : `${fewest} to ${most}`,
    wanted: `${files}`,
    met: fewest === files && most === files,
  };
}

function memoryCheck(pid: number, limitMb: number): Check[] {
  const peak = peakMemory(pid);
  if (peak === undefined) return [];
  return [
    {
      what: 'memory of the API, peak',
      found: `${(peak / 1e6).toFixed(0)} MB`,
      wanted: `≤ ${limitMb} MB`,
      met: peak <= limitMb * 1e6,
    },
  ];
}

const mib = 1024 * 1024;

export const uploadFigures: Figure[] = [
  uploadFigure({
    name: 'upload-one',
    title: 'upload of 1 GiB',
    unit: 'MB/s',
    full: { files: 1, bytes: 1024 * mib, parallel: 1, rounds: 5 },
    quick: { files: 1, bytes: 64 * mib, parallel: 1, rounds: 2 },
    goal: { ratio: 0.85, better: 'higher' },
    memoryMb: 180,
  }),
  uploadFigure({
    name: 'upload-many',
    title: '100 files of 10 MB at once',
    unit: 'MB/s',
    full: { files: 100, bytes: 10e6, parallel: 100, rounds: 5 },
    quick: { files: 20, bytes: 2e6, parallel: 20, rounds: 2 },
    goal: { ratio: 0.8, better: 'higher' },
    memoryMb: 250,
  }),
  uploadFigure({
    name: 'upload-small',
    title: '1,000 files of 100 KB, 32 at a time',
    unit: 'files/s',
    full: { files: 1_000, bytes: 100e3, parallel: 32, rounds: 7 },
    quick: { files: 100, bytes: 100e3, parallel: 32, rounds: 2 },
    goal: { ratio: 0.8, better: 'higher' },
    memoryMb: 220,
  }),
];
