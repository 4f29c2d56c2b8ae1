import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createParsePool } from '../../src/recordings/pool/parse-pool.ts';
import { alternate } from '../alternate.ts';
import { type Figure, type Measured, median } from '../figure.ts';
import { ownProcessorSeconds } from '../processor-time.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

type Options = Parameters<Figure['measure']>[0];

/**
 * Files on the pool's two threads, compared to one file in a pool of one. They are local: with an object store on the
 * same two cores, the measurement would include the store and the kernel's work for the transfer. The comparison is
 * valid only as long as a file uses exactly one core there, which is checked.
 */
async function measureFiles(names: string[], { system, quick, printLine }: Options): Promise<Measured> {
  const recording = mixedMcap(quick ? 40 : 256, 'zstd');
  const megabytes = recording.byteLength / 1e6;
  const paths = names.map((name) => join(system.dir, name));
  for (const path of paths) await writeFile(path, recording);
  const poolOf = (threads: number) => createParsePool({ threads, memoryMb: 512, timeoutMs: 120_000 });
  const [two, one] = [poolOf(2), poolOf(1)];
  const speed = async (pool: typeof one, files: string[], onCores?: (cores: number) => void) => {
    const cpu = ownProcessorSeconds();
    const started = performance.now();
    await Promise.all(files.map((path) => pool.summarise({ kind: 'path', path })));
    const milliseconds = performance.now() - started;
    onCores?.(((ownProcessorSeconds() - cpu) * 1e3) / milliseconds);
    return (files.length * megabytes * 1e3) / milliseconds;
  };
  const ofOne: number[] = [];
  const reference = () => speed(one, paths.slice(0, 1), (cores) => ofOne.push(cores));
  try {
    for (let round = 0; round < 3; round += 1) {
      await speed(two, paths);
      await reference();
    }
    const result = await alternate({ rounds: quick ? 2 : 15, ours: () => speed(two, paths), reference });
    const cores = median(ofOne);
    printLine(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
    return {
      unit: 'MB/s',
      ...result,
      reference: { what: 'one file on one thread', value: result.reference },
      goal: { ratio: 1.8, better: 'higher' },
      checks: [
        {
          what: 'cores that one file keeps busy in a pool of one',
          found: cores.toFixed(2),
          wanted: '≤ 1.1',
          met: cores <= 1.1,
        },
      ],
    };
  } finally {
    await Promise.all([two.close(), one.close()]);
  }
}

export const twoThreadsFigures: readonly Figure[] = [
  {
    name: 'two-threads',
    title: 'two MCAP files on two threads',
    measure: (options) => measureFiles(['first.mcap', 'second.mcap'], options),
  },
  {
    name: 'one-file-two-threads',
    title: 'one large MCAP file (zstd) on two threads',
    measure: (options) => measureFiles(['only.mcap'], options),
  },
];
