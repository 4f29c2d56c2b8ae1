import { alternate } from '../alternate.ts';
import type { Bench, Figure, Measured } from '../figure.ts';
import { type RunningBuild, startBuild } from '../load/build.ts';
import { deliver, reported } from '../load/fleet-of-batches.ts';
import { inParallel } from '../load/parallel.ts';
import { countWork } from '../load/work.ts';
import { secondsToRead, unlikeDrives } from '../recordings/unlike-drives.ts';

const megabyte = 1_000_000;
/** Files never repeat within a run of the benchmark, or their results would be known. */
let used = 0;
const another = () => {
  used += 1;
  return used;
};

/** Measures this build, and in turns another one where a checkout of it is given. */
async function besideBefore(
  { system, against, printLine }: Bench,
  unit: string,
  goal: Measured['goal'],
  rounds: number,
  measure: (build: RunningBuild, countFrom: (what?: string) => (count: number) => void) => Promise<number>,
): Promise<Measured> {
  const ours = await startBuild(system);
  const before = against === undefined ? undefined : await startBuild(system, { checkout: against });
  const say = (value: number) => value.toFixed(2);
  /** Measures, and prints the processor time of roles and servers from when the measurement says. */
  const watched = (build: RunningBuild) =>
    measure(build, (what = '') => {
      const since = countWork(system, build);
      return (count) => printLine(`${build === ours ? 'this build' : 'before'}: ${what} ${since(count)}`);
    });
  try {
    if (!before) {
      const value = await watched(ours);
      return { unit, ours: value, ratios: [], checks: [] };
    }
    const result = await alternate({
      rounds,
      ours: () => watched(ours),
      reference: () => watched(before),
      onRound: (_, one, other) => printLine(`${say(one)} ${unit}, before ${say(other)} ${unit}`),
    });
    return {
      unit,
      ...result,
      reference: { what: 'the build before', value: result.reference },
      ...(goal && { goal }),
      checks: [],
    };
  } finally {
    await Promise.all([ours.stop(), before?.stop()]);
  }
}

const lastByteFigure: Figure = {
  name: 'last-byte',
  title: 'last byte → report, 1,000 files of 1 MB that come at 50 MB/s',
  measure: (bench) =>
    besideBefore(
      bench,
      's',
      { ratio: 0.12, better: 'lower' },
      bench.quick ? 2 : 3,
      async ({ vehicle, unread }, countFrom) => {
        const of = unlikeDrives(megabyte);
        const count = bench.quick ? 100 : 1_000;
        let counted = countFrom('uploads');
        const { reportAfter } = await deliver(vehicle, {
          count,
          of: () => of(another()),
          width: 8,
          bytesPerSecond: 50 * megabyte,
          onBegin: () => {
            counted = countFrom('uploads');
          },
          async onLastByte(batchId) {
            counted(count);
            bench.printLine(`${await unread(batchId)} of ${count} files not read ahead`);
            counted = countFrom('from the last byte on');
          },
        });
        counted(1);
        return reportAfter / 1000;
      },
    ),
};

const smallBatchesFigure: Figure = {
  name: 'small-batches',
  title: 'batches of one file of 33 kB, 32 vehicles at once',
  measure: (bench) =>
    besideBefore(
      bench,
      '/s',
      { ratio: 2, better: 'higher' },
      bench.quick ? 2 : 5,
      async ({ vehicle }, countFrom) => {
        const of = unlikeDrives(33_000);
        const count = bench.quick ? 64 : 320;
        const counted = countFrom();
        const begun = performance.now();
        await inParallel(count, 32, async () => {
          await deliver(vehicle, { count: 1, of: () => of(another()), width: 1, lookMs: 500 });
        });
        const seconds = (performance.now() - begun) / 1000;
        counted(count);
        return count / seconds;
      },
    ),
};

const manyFilesFigure: Figure = {
  name: 'many-files',
  title: 'complete → report of 10,000 files of 33 kB',
  async measure({ system, quick, sizes, printLine }) {
    const count = sizes.files ?? (quick ? 500 : 10_000);
    const of = unlikeDrives(33_000);
    const build = await startBuild(system);
    try {
      const result = await alternate({
        rounds: 1,
        async ours() {
          let counted = (_files: number) => '';
          const delivery = await deliver(build.vehicle, {
            count,
            of: () => of(another()),
            width: 16,
            async onLastByte(batchId) {
              printLine(`${await build.unread(batchId)} of ${count} files not read ahead`);
              counted = countWork(system, build);
            },
          });
          printLine(`each file: ${counted(count)}`);
          return delivery.reportAfter / 1000;
        },
        reference: async () => (await secondsToRead(() => of(another()), quick ? 50 : 500)) * count,
        onRound: (_, ours, bare) =>
          printLine(`${ours.toFixed(2)} s, read in one thread ${bare.toFixed(2)} s`),
      });
      return {
        unit: 's',
        ...result,
        reference: { what: 'the same files read in one thread, without servers', value: result.reference },
        goal: { ratio: 1.2, better: 'lower' },
        checks: [],
      };
    } finally {
      await build.stop();
    }
  },
};

const reprocessFigure: Figure = {
  name: 'reprocess',
  title: 'reprocess of 1,000 unchanged files of 1 MB',
  async measure({ system, quick, printLine }) {
    const count = quick ? 100 : 1_000;
    const of = unlikeDrives(megabyte);
    // The first run is to do all of the work.
    const build = await startBuild(system, { environment: { PARSE_AHEAD: 'false' } });
    const { vehicle, stop } = build;
    try {
      let readFirst = (_runs: number) => '';
      const first = await deliver(vehicle, {
        count,
        of: () => of(another()),
        width: 8,
        onLastByte: () => {
          readFirst = countWork(system, build);
        },
      });
      printLine(`first run: ${readFirst(1)}`);
      const reference = first.reportAfter / 1000;
      const counted = countWork(system, build);
      const begun = performance.now();
      await vehicle.reprocess(first.batchId);
      await reported(vehicle, first.batchId, 2);
      const ours = (performance.now() - begun) / 1000;
      printLine(`reprocess: ${counted(1)}`);
      printLine(`${ours.toFixed(2)} s, first run ${reference.toFixed(2)} s`);
      return {
        unit: 's',
        ours,
        ratios: [ours / reference],
        reference: { what: 'first run', value: reference },
        goal: { ratio: 0.05, better: 'lower' },
        checks: [],
      };
    } finally {
      await stop();
    }
  },
};

export const lastByteFigures = [lastByteFigure, smallBatchesFigure, manyFilesFigure, reprocessFigure];
