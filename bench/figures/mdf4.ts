import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleMdf4 } from '../../samples/sample-mdf4.ts';
import { pathSource } from '../../src/recordings/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { readWithPython } from '../readers/python-reader.ts';

/** One thread that reads a bus logger's recording into its summary, against asammdf, which gives its columns. */
export const mdf4Figure: Figure = {
  name: 'mdf4',
  title: 'MDF4 bus logging, unfinalised, into its summary, one thread',
  async measure({ system, quick, say }) {
    const path = join(system.dir, 'large.mf4');
    const { bytes } = sampleMdf4({ seed: 7, seconds: quick ? 60 : 1_800 });
    await writeFile(path, bytes);
    let messages = 0;
    const ours = async () => {
      const started = performance.now();
      const { verdict, message_count } = await summariseFile(await pathSource(path));
      if (verdict.code !== 'ok') throw new Error(`the sample was read as ${verdict.code}`);
      messages = message_count;
      return bytes.byteLength / 1e3 / (performance.now() - started);
    };
    const reference = async () => {
      const reading = readWithPython('asammdf.py', path);
      if (reading && reading.messages !== messages) {
        throw new Error(`asammdf finds ${reading.messages} messages, not ${messages}`);
      }
      return reading ? bytes.byteLength / 1e6 / reading.seconds : Number.NaN;
    };
    await ours();
    if (Number.isNaN(await reference())) {
      say('there is no Python with asammdf (BENCH_PYTHON): nothing to hold it against');
      return { unit: 'MB/s', ours: await ours(), ratios: [], checks: [] };
    }
    const result = await alternate({ rounds: quick ? 2 : 7, ours, reference });
    say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
    return {
      unit: 'MB/s',
      ...result,
      reference: { what: 'asammdf (Python), columns only', value: result.reference },
      goal: { ratio: 5, better: 'higher' },
      checks: [],
    };
  },
};
