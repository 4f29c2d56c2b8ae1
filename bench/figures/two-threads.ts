import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createParsePool } from '../../src/recordings/pool/parse-pool.ts';
import { alternate } from '../alternate.ts';
import { type Figure, median } from '../figure.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

/**
 * Two files on the pool's two threads, compared to one file on one. The files are local: with an object store on the
 * same two cores, the measurement would include the store and the kernel's work for the transfer. The comparison is
 * valid only as long as a file uses exactly one core, which is checked.
 */
export const twoThreadsFigure: Figure = {
  name: 'two-threads',
  title: 'two MCAP files on two threads',
  async measure({ system, quick, printLine }) {
    const recording = mixedMcap(quick ? 16 : 256, 'zstd');
    const megabytes = recording.byteLength / 1e6;
    const paths = ['first.mcap', 'second.mcap'].map((name) => join(system.dir, name));
    for (const path of paths) await writeFile(path, recording);
    const pool = createParsePool({ threads: 2, memoryMb: 512, timeoutMs: 120_000 });
    const speed = async (files: string[], onCores?: (cores: number) => void) => {
      const cpu = process.cpuUsage();
      const started = performance.now();
      await Promise.all(files.map((path) => pool.summarise({ kind: 'path', path })));
      const milliseconds = performance.now() - started;
      const { user, system: kernel } = process.cpuUsage(cpu);
      onCores?.((user + kernel) / 1e3 / milliseconds);
      return (files.length * megabytes * 1e3) / milliseconds;
    };
    const ofOne: number[] = [];
    try {
      for (let round = 0; round < 3; round += 1) await speed(paths);
      const result = await alternate({
        rounds: quick ? 2 : 15,
        ours: () => speed(paths),
        reference: () => speed(paths.slice(0, 1), (cores) => ofOne.push(cores)),
      });
      const cores = median(ofOne);
      printLine(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
      return {
        unit: 'MB/s',
        ...result,
        reference: { what: 'one file on one thread', value: result.reference },
        goal: { ratio: 1.8, better: 'higher' },
        checks: [
          {
            what: 'cores that one file keeps busy',
            found: cores.toFixed(2),
            wanted: '≤ 1.1',
            met: cores <= 1.1,
          },
        ],
      };
    } finally {
      await pool.close();
    }
  },
};
