import fc from 'fast-check';
import type { RandomFile, RandomFormat } from './random-format.ts';

/** The file of a format by its seed: the same on every machine. */
export function randomFile({ files, name }: RandomFormat, seed: number): RandomFile {
  const [file] = fc.sample(files, { seed, numRuns: 1 });
  if (!file) throw new Error(`no file of ${name} for the seed ${seed}`);
  return file;
}
