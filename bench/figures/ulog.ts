import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleUlog } from '../../samples/sample-ulog.ts';
import { pathSource } from '../../src/recordings/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { readWithPython } from '../readers/python-reader.ts';

/** PX4 logs its inertial unit at full rate. */
const hertz = { sensor_combined: 1_000 };

/** A full summary on one thread, against pyulog, which reads the fields of all messages. */
export const ulogFigure: Figure = {
  name: 'ulog',
  title: 'ULog into its summary, one thread',
  async measure({ system, quick, say }) {
    const path = join(system.dir, 'large.ulg');
    const recording = sampleUlog({ seed: 7, seconds: quick ? 120 : 1_200, hertz });
    const megabytes = recording.byteLength / 1e6;
    await writeFile(path, recording);
    let messages = 0;
    const ours = async () => {
      const started = performance.now();
      const { verdict, message_count } = await summariseFile(await pathSource(path));
      if (verdict.code !== 'ok') throw new Error(`the sample was read as ${verdict.code}`);
      messages = message_count;
      return (megabytes * 1e3) / (performance.now() - started);
    };
    const reference = async () => {
      const reading = readWithPython('pyulog.py', path);
      if (reading && reading.messages !== messages)
        throw new Error(`pyulog finds ${reading.messages} messages, not ${messages}`);
      return reading ? megabytes / reading.seconds : Number.NaN;
    };
    await ours();
    if (Number.isNaN(await reference())) {
      say('there is no Python with pyulog (BENCH_PYTHON): nothing to hold it against');
      return { unit: 'MB/s', ours: await ours(), ratios: [], checks: [] };
    }
    const result = await alternate({ rounds: quick ? 2 : 5, ours, reference });
    say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
    return {
      unit: 'MB/s',
      ...result,
      reference: { what: 'pyulog (Python)', value: result.reference },
      goal: { ratio: 5, better: 'higher' },
      checks: [],
    };
  },
};
