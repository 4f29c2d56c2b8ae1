import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

/** Set it to the `mcap` command line in Go (releases/mcap-cli/v0.0.62 is the last one). */
const mcap = process.env.BENCH_MCAP;

const clipSeconds = 60;
const limitMegabytes = 200;
/** When the samples begin, in seconds. */
const samplesBegin = 1_773_475_200;

interface Clip {
  messages: number;
  seconds: number;
  cpu_seconds: number;
  peak_mb: number;
}

/** From file to file, without the object store, which the reference does not know. */
export const clipFigure: Figure = {
  name: 'clip',
  title: 'clip of 60 s of an MCAP (zstd) of 1.2 GB',
  async measure({ system, quick, printLine }) {
    const path = join(system.dir, 'long.mcap');
    await writeFile(path, mixedMcap(quick ? 120 : 1_200, 'zstd'));
    const from = samplesBegin + (quick ? 30 : 600);
    const window = [from, from + clipSeconds].map((seconds) => `${seconds}000000000`);
    let peak = 0;
    const ours = async () => {
      const clip = clipInProcess(path, window);
      peak = Math.max(peak, clip.peak_mb);
      printLine(
        `${clip.messages} messages in ${clip.seconds.toFixed(2)} s, ${clip.cpu_seconds.toFixed(2)} s of processor time, ${clip.peak_mb.toFixed(0)} MB`,
      );
      return clip.seconds;
    };
    const reference = async () => {
      if (!mcap) return Number.NaN;
      const [start = '', end = ''] = window;
      const begun = performance.now();
      execFileSync(mcap, ['filter', path, '-o', `${path}.go`, '--start', start, '--end', end]);
      const seconds = (performance.now() - begun) / 1e3;
      await rm(`${path}.go`);
      printLine(`Go: ${seconds.toFixed(2)} s`);
      return seconds;
    };
    const memory = () => ({
      what: 'memory of the whole process, peak',
      found: `${peak.toFixed(0)} MB`,
      wanted: `≤ ${limitMegabytes} MB`,
      met: peak <= limitMegabytes,
    });
    if (!mcap) {
      printLine('there is no `mcap` of Go (BENCH_MCAP): nothing to hold it against');
      return { unit: 's', ours: await ours(), ratios: [], checks: [memory()] };
    }
    const result = await alternate({ rounds: 5, ours, reference });
    return {
      unit: 's',
      ...result,
      reference: { what: '`mcap filter` (Go)', value: result.reference },
      goal: { ratio: 1, better: 'lower' },
      checks: [memory()],
    };
  },
};

function clipInProcess(path: string, window: readonly string[]): Clip {
  const script = fileURLToPath(new URL('../peers/clip-file.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, path, ...window], { encoding: 'utf8' }));
}
