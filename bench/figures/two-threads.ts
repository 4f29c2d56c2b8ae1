import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createParsePool } from '../../src/recordings/parse-pool.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

/** Two files on the pool's two threads, against one file on one. */
export const twoThreadsFigure: Figure = {
  name: 'two-threads',
  title: 'two MCAP files on two threads',
  async measure({ system, quick, say }) {
    const recording = mixedMcap(quick ? 16 : 128, 'zstd');
    const megabytes = recording.byteLength / 1e6;
    const paths = ['first.mcap', 'second.mcap'].map((name) => join(system.dir, name));
    for (const path of paths) await writeFile(path, recording);
    const pool = createParsePool({ threads: 2, memoryMb: 512, timeoutMs: 120_000 });
    const speed = async (files: string[]) => {
      const started = performance.now();
      await Promise.all(files.map((path) => pool.summarise({ kind: 'path', path })));
      return (files.length * megabytes * 1e3) / (performance.now() - started);
    };
    try {
      for (let round = 0; round < 3; round += 1) await speed(paths);
      const result = await alternate({
        rounds: quick ? 2 : 7,
        ours: () => speed(paths),
        reference: () => speed(paths.slice(0, 1)),
      });
      say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
      return {
        unit: 'MB/s',
        ...result,
        reference: { what: 'one file on one thread', value: result.reference },
        goal: { ratio: 1.8, better: 'higher' },
        checks: [],
      };
    } finally {
      await pool.close();
    }
  },
};
