import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleRos1bag } from '../../samples/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../samples/sample-ros2db3.ts';
import { pathSource } from '../../src/recordings/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { readWithPython } from '../readers/python-reader.ts';

/** Times as fast; SQLite, which rosbags asks, is native code. */
const goals = { ros1bag: 5, ros2db3: 1 };

type Make = (options: { seed: number; seconds: number; bytes: number }) => Uint8Array;

/** A full summary on one thread, against rosbags, which only reads the messages. */
function bagFigure(name: keyof typeof goals, title: string, make: Make): Figure {
  return {
    name,
    title,
    async measure({ system, quick, say }) {
      const path = join(system.dir, name === 'ros2db3' ? 'large.db3' : 'large.bag');
      const recording = make({ seed: 7, seconds: quick ? 60 : 600, bytes: quick ? 10e6 : 100e6 });
      const bytes = recording.byteLength;
      await writeFile(path, recording);
      let messages = 0;
      const ours = async () => {
        const started = performance.now();
        const { verdict, message_count } = await summariseFile(await pathSource(path));
        if (verdict.code !== 'ok') throw new Error(`the sample was read as ${verdict.code}`);
        messages = message_count;
        return bytes / 1e3 / (performance.now() - started);
      };
      const reference = async () => {
        const reading = readWithPython('rosbags.py', path);
        if (reading && reading.messages !== messages)
          throw new Error(`rosbags finds ${reading.messages} messages, not ${messages}`);
        return reading ? bytes / 1e6 / reading.seconds : Number.NaN;
      };
      await ours();
      if (Number.isNaN(await reference())) {
        say('there is no Python with rosbags (BENCH_PYTHON): nothing to hold it against');
        return { unit: 'MB/s', ours: await ours(), ratios: [], checks: [] };
      }
      const result = await alternate({ rounds: quick ? 2 : 7, ours, reference });
      say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
      return {
        unit: 'MB/s',
        ...result,
        reference: { what: 'rosbags (Python), messages only', value: result.reference },
        goal: { ratio: goals[name], better: 'higher' },
        checks: [],
      };
    },
  };
}

export const bagFigures: readonly Figure[] = [
  bagFigure('ros1bag', 'ROS 1 bag of 100 MB into its summary, one thread', sampleRos1bag),
  bagFigure('ros2db3', 'ROS 2 bag in SQLite of 100 MB into its summary, one thread', sampleRos2db3),
];
