import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sampleBlf } from '../../samples/sample-blf.ts';
import { pathSource } from '../../src/recordings/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../readers/python-can.py', import.meta.url));
const goal = { ratio: 5, better: 'higher' } as const;

/** One thread that reads a BLF into its summary, against python-can merely reading its frames. */
export const blfFigure: Figure = {
  name: 'blf',
  title: 'Vector BLF into its summary, one thread',
  async measure({ system, quick, say }) {
    const path = join(system.dir, 'trace.blf');
    await writeFile(path, sampleBlf({ seconds: quick ? 30 : 600 }));
    let frames = 0;
    const ours = async () => {
      const started = performance.now();
      const { verdict, message_count } = await summariseFile(await pathSource(path));
      if (verdict.code !== 'ok')
        throw new Error(`the sample was read as ${verdict.code}: ${verdict.message}`);
      frames = message_count;
      return message_count / (performance.now() - started);
    };
    await ours();
    const python = await findPython();
    if (!python) {
      const rate = await ours();
      say(`${rate.toFixed(0)} thousand frames/s; python-can is absent`);
      return { unit: 'thousand frames/s', ours: rate, ratios: [], checks: [] };
    }
    let theirFrames = 0;
    const reference = async () => {
      const { stdout } = await run(python, [program, path]);
      const answer = JSON.parse(stdout) as { frames: number; seconds: number };
      theirFrames = answer.frames;
      return answer.frames / answer.seconds / 1000;
    };
    const result = await alternate({ rounds: quick ? 2 : 5, ours, reference });
    say(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} thousand frames/s`);
    return {
      unit: 'thousand frames/s',
      ...result,
      reference: { what: 'python-can, frames only', value: result.reference },
      goal,
      checks: [
        {
          what: 'frames counted',
          found: String(frames),
          wanted: String(theirFrames),
          met: frames === theirFrames,
        },
      ],
    };
  },
};

/** `PYTHON`, or the one on the path, where it has python-can. */
async function findPython(): Promise<string | undefined> {
  const python = process.env.PYTHON ?? 'python3';
  try {
    await run(python, ['-c', 'import can']);
    return python;
  } catch {
    return undefined;
  }
}
