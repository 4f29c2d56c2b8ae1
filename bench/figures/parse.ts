import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { McapStreamReader } from '@mcap/core';
import { sampleMcap } from '../../samples/sample-mcap.ts';
import { pathSource } from '../../src/recordings/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';

/** One thread that reads a recording into its summary, against one that only takes it apart. */
export const parseFigure: Figure = {
  name: 'parse',
  title: 'MCAP of 100 MB into its summary, one thread',
  async measure({ system, quick, say }) {
    const megabytes = quick ? 10 : 100;
    const path = join(system.dir, 'large.mcap');
    const recording = sampleMcap({ seed: 7, seconds: 120, bytes: megabytes * 1e6, chunkSize: 1024 * 1024 });
    const bytes = recording.byteLength;
    await writeFile(path, recording);
    const ours = async () => {
      const started = performance.now();
      const { verdict } = await summariseFile(await pathSource(path));
      if (verdict.code !== 'ok')
        throw new Error(`the sample was read as ${verdict.code}: ${verdict.message}`);
      return bytes / 1e3 / (performance.now() - started);
    };
    const reference = async () => {
      const started = performance.now();
      await readRecords(path);
      return bytes / 1e3 / (performance.now() - started);
    };
    await ours();
    await reference();
    const result = await alternate({ rounds: quick ? 2 : 7, ours, reference });
    say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
    return {
      unit: 'MB/s',
      ...result,
      reference: { what: '@mcap/core, records only', value: result.reference },
      checks: [],
    };
  },
};

async function readRecords(path: string): Promise<void> {
  const reader = new McapStreamReader({
    decompressHandlers: {
      zstd: (chunk, size) => zstdDecompressSync(chunk, { maxOutputLength: Number(size) }),
    },
  });
  for await (const chunk of (await pathSource(path)).stream()) {
    reader.append(chunk);
    while (reader.nextRecord());
  }
  if (!reader.done()) throw new Error('the sample has no end');
}
