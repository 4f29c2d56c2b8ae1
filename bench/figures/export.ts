import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleMdf4 } from '../../samples/mdf4/sample-mdf4.ts';
import { exportRecording } from '../../src/export/export-recording.ts';
import { pathSource } from '../../src/recordings/bytes/sources/path-source.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { readWithPython } from '../peers/python-reader.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

interface Export {
  name: string;
  title: string;
  file: string;
  /** In `bench/peers`; it writes the tables beside the file. */
  script: string;
  reader: string;
  make(quick: boolean): Uint8Array;
}

const goal = 5;

/** All topics of a recording as Parquet, by processor time of all threads, since others may be at work on the machine. */
function exportFigure({ name, title, file, script, reader, make }: Export): Figure {
  return {
    name,
    title,
    async measure({ system, quick, printLine }) {
      const path = join(system.dir, file);
      const recording = make(quick);
      const megabytes = recording.byteLength / 1e6;
      await writeFile(path, recording);
      const ours = async () => {
        const { rows, seconds, cpuSeconds } = await exportWithArgus(path, file);
        printLine(`${rows} rows in ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor time`);
        return megabytes / cpuSeconds;
      };
      const reference = async () => {
        const reading = readWithPython(script, path);
        await rm(`${path}.tables`, { recursive: true, force: true });
        if (!reading) return Number.NaN;
        const { messages, seconds, cpuSeconds } = reading;
        printLine(
          `${reader}: ${messages} rows in ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of processor time`,
        );
        return megabytes / cpuSeconds;
      };
      // Until the code has been compiled.
      for (let round = 0; round < 4; round += 1) await ours();
      const unit = 'MB per second of processor time';
      if (Number.isNaN(await reference())) {
        printLine(`there is no Python with ${reader} (BENCH_PYTHON): nothing to hold it against`);
        return { unit, ours: await ours(), ratios: [], checks: [] };
      }
      const result = await alternate({ rounds: quick ? 2 : 5, ours, reference });
      return {
        unit,
        ...result,
        reference: { what: `${reader} (Python)`, value: result.reference },
        goal: { ratio: goal, better: 'higher' },
        checks: [],
      };
    },
  };
}

async function exportWithArgus(path: string, name: string) {
  const folder = await mkdtemp(`${path}-`);
  const [started, busy] = [performance.now(), process.cpuUsage()];
  const { verdict, tables } = await exportRecording(await pathSource(path), folder, {
    name,
    library: 'argus bench',
  });
  const { user, system } = process.cpuUsage(busy);
  const seconds = (performance.now() - started) / 1e3;
  await rm(folder, { recursive: true });
  if (verdict.code !== 'ok') throw new Error(`the sample was read as ${verdict.code}`);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { rows, seconds, cpuSeconds: (user + system) / 1e6 };
}

export const exportFigures: readonly Figure[] = [
  exportFigure({
    name: 'export-mcap',
    title: 'mixed MCAP (zstd) of 256 MB as Parquet',
    file: 'exported.mcap',
    script: 'mcap-parquet.py',
    reader: 'mcap_ros2 and pyarrow',
    make: (quick) => mixedMcap(quick ? 16 : 256, 'zstd'),
  }),
  exportFigure({
    name: 'export-mdf4',
    title: 'MDF4 bus logging as Parquet',
    file: 'exported.mf4',
    script: 'asammdf-parquet.py',
    reader: 'asammdf',
    make: (quick) => sampleMdf4({ seed: 7, seconds: quick ? 60 : 1_800 }).bytes,
  }),
];
