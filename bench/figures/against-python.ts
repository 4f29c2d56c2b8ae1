import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { readWithArgus } from '../peers/argus-reader.ts';
import { readWithPython } from '../peers/python-reader.ts';

interface AgainstPython {
  name: string;
  title: string;
  /** Readers choose the format by its extension. */
  file: string;
  /** The script in `bench/peers`, and the usual name of its reader. */
  script: string;
  reader: string;
  /** What the reader does with the same file. */
  reads: string;
  goal: number;
  make(quick: boolean): Uint8Array;
}

/** A full summary of one file on one thread, compared to a Python reader of the same file. */
export function againstPython(figure: AgainstPython): Figure {
  const { name, title, file, script, reader, reads, goal, make } = figure;
  return {
    name,
    title,
    async measure({ system, quick, printLine }) {
      const path = join(system.dir, file);
      const recording = make(quick);
      const megabytes = recording.byteLength / 1e6;
      await writeFile(path, recording);
      let messages = 0;
      const ours = async () => {
        const reading = await readWithArgus(path);
        messages = reading.messages;
        return megabytes / reading.seconds;
      };
      const reference = async () => {
        const reading = readWithPython(script, path);
        if (reading && reading.messages !== messages)
          throw new Error(`${reader} finds ${reading.messages} messages, not ${messages}`);
        return reading ? megabytes / reading.seconds : Number.NaN;
      };
      await ours();
      if (Number.isNaN(await reference())) {
        printLine(`there is no Python with ${reader} (BENCH_PYTHON): nothing to hold it against`);
        return { unit: 'MB/s', ours: await ours(), ratios: [], checks: [] };
      }
      const result = await alternate({ rounds: quick ? 2 : 7, ours, reference });
      printLine(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} MB/s`);
      return {
        unit: 'MB/s',
        ...result,
        reference: { what: `${reader} (Python), ${reads}`, value: result.reference },
        goal: { ratio: goal, better: 'higher' },
        checks: [],
      };
    },
  };
}
