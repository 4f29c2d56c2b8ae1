import { readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { alternate } from '../alternate.ts';
import { runNode } from '../child-process.ts';
import { type Figure, median } from '../figure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const notePeak = new URL('../note-peak.mjs', import.meta.url);

interface Run {
  milliseconds: number;
  /** Of the largest of its processes. */
  peakBytes: number;
}

/** The command as users run it, from start to end; compared to that of another checkout where `--against` names one. */
export const inspectFigure: Figure = {
  name: 'inspect',
  title: '`argus inspect` of an MCAP of 0.5 MB, the whole process',
  async measure({ system, quick, against, printLine }) {
    const recording = join(system.dir, 'inspected.mcap');
    await writeFile(recording, sampleMcap({ seconds: 57 }));
    const memory = { ours: [] as number[], reference: [] as number[] };
    const timed = async (checkout: string, peaks: number[]) => {
      const { milliseconds, peakBytes } = await inspect(checkout, recording, join(system.dir, 'peak'));
      peaks.push(peakBytes);
      return milliseconds;
    };
    const ours = () => timed(root, memory.ours);
    const reference = () => timed(against ?? root, memory.reference);
    const rounds = quick ? 2 : 15;
    // So that both have their caches, as from the second run on.
    await ours();
    if (against === undefined) {
      const times: number[] = [];
      while (times.length < rounds) times.push(await ours());
      printLine('name a checkout with --against to have something to compare with');
      return { unit: 'ms', ours: median(times), ratios: [], checks: [] };
    }
    await reference();
    const result = await alternate({ rounds, ours, reference });
    const [oursMb, referenceMb] = [memory.ours, memory.reference].map((peaks) => median(peaks) / 1e6);
    const share = (oursMb ?? Number.NaN) / (referenceMb ?? Number.NaN);
    return {
      unit: 'ms',
      ...result,
      reference: { what: against, value: result.reference },
      goal: { ratio: 0.5, better: 'lower' },
      checks: [
        {
          what: 'memory, peak',
          found: `${share.toFixed(2)}× (${oursMb?.toFixed(0)} against ${referenceMb?.toFixed(0)} MB)`,
          wanted: '≤ 0.7×',
          met: share <= 0.7,
        },
      ],
    };
  },
};

async function inspect(checkout: string, recording: string, peakFile: string): Promise<Run> {
  rmSync(peakFile, { force: true });
  const started = performance.now();
  const preload = new URL(notePeak);
  preload.searchParams.set('file', peakFile);
  await runNode([join(checkout, 'bin/argus.mjs'), 'inspect', recording], {
    NODE_OPTIONS: `--import=${preload.href}`,
  });
  const milliseconds = performance.now() - started;
  const peaks = readFileSync(peakFile, 'utf8').trim().split('\n').map(Number);
  return { milliseconds, peakBytes: Math.max(...peaks) * 1024 };
}
