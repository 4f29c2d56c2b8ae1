import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { McapStreamReader } from '@mcap/core';
import { pathSource } from '../../src/recordings/bytes/sources/path-source.ts';
import { alternate } from '../alternate.ts';
import { type Figure, median } from '../figure.ts';
import { readWithArgus } from '../peers/argus-reader.ts';
import { startCrateReader } from '../readers/crate-reader.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

/** Throughput of a thread that computes the whole summary, relative to one that merely reads the messages. */
const goals = { zstd: 0.6, none: 0.5 };
const titles = { zstd: 'zstd', none: 'uncompressed, with checksums' };

function mcapFigure(compression: keyof typeof goals): Figure {
  return {
    name: `mcap-${compression}`,
    title: `mixed MCAP (${titles[compression]}) of 256 MB into its summary, one thread`,
    async measure({ system, quick, printLine }) {
      const path = join(system.dir, `mixed-${compression}.mcap`);
      const recording = mixedMcap(quick ? 16 : 256, compression);
      const megabytes = recording.byteLength / 1e6;
      await writeFile(path, recording);
      let messages = 0;
      const ours = async () => {
        const reading = await readWithArgus(path);
        messages = reading.messages;
        return megabytes / reading.seconds;
      };
      const core = async () => {
        const started = performance.now();
        await readRecords(path);
        return (megabytes * 1e3) / (performance.now() - started);
      };
      // Until the code has been compiled.
      for (let round = 0; round < 3; round += 1) await ours();
      const rust = startCrateReader('mcap', path);
      const cores: number[] = [];
      const reference = async () => {
        cores.push(await core());
        if (!rust) return Number.NaN;
        const reading = await rust.read();
        if (reading.messages !== messages)
          throw new Error(`the Rust crate finds ${reading.messages} messages`);
        return megabytes / reading.seconds;
      };
      await reference();
      const rounds = quick ? 2 : 7;
      const result = await alternate({ rounds, ours, reference }).finally(() => rust?.close());
      const coreSpeed = median(cores);
      const faster = {
        what: 'faster than @mcap/core reading the records',
        found: `${(result.ours / coreSpeed).toFixed(2)}× (${coreSpeed.toFixed(0)} MB/s)`,
        wanted: '> 1×',
        met: result.ours > coreSpeed,
      };
      printLine(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
      if (!rust) {
        printLine('there is no cargo to build the reader of the Rust crate with: nothing to hold it against');
        return { unit: 'MB/s', ours: result.ours, ratios: [], checks: [faster] };
      }
      return {
        unit: 'MB/s',
        ...result,
        reference: { what: 'Rust mcap crate, messages only', value: result.reference },
        goal: { ratio: goals[compression], better: 'higher' },
        checks: [faster],
      };
    },
  };
}

export const mcapFigures: readonly Figure[] = [mcapFigure('zstd'), mcapFigure('none')];

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
