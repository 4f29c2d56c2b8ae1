import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleBlf } from '../../samples/sample-blf.ts';
import { pathSource } from '../../src/recordings/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { readWithPython } from '../readers/python-reader.ts';

const unit = 'thousand frames/s';

/** A full summary on one thread, against python-can, which only reads the frames. */
export const blfFigure: Figure = {
  name: 'blf',
  title: 'Vector BLF of an hour into its summary, one thread',
  async measure({ system, quick, say }) {
    const path = join(system.dir, 'trace.blf');
    await writeFile(path, sampleBlf({ seed: 7, seconds: quick ? 60 : 3_600 }));
    let frames = 0;
    const ours = async () => {
      const started = performance.now();
      const { verdict, message_count } = await summariseFile(await pathSource(path));
      if (verdict.code !== 'ok')
        throw new Error(`the sample was read as ${verdict.code}: ${verdict.message}`);
      frames = message_count;
      return frames / (performance.now() - started);
    };
    const reference = async () => {
      const reading = readWithPython('python-can.py', path);
      if (reading && reading.messages !== frames) {
        throw new Error(`python-can finds ${reading.messages} frames, not ${frames}`);
      }
      return reading ? frames / 1e3 / reading.seconds : Number.NaN;
    };
    await ours();
    if (Number.isNaN(await reference())) {
      say('there is no Python with python-can (BENCH_PYTHON): nothing to hold it against');
      return { unit, ours: await ours(), ratios: [], checks: [] };
    }
    const result = await alternate({ rounds: quick ? 2 : 7, ours, reference });
    say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} ${unit}`);
    return {
      unit,
      ...result,
      reference: { what: 'python-can, frames only', value: result.reference },
      goal: { ratio: 5, better: 'higher' },
      checks: [],
    };
  },
};
