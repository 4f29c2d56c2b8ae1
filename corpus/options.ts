import { resolve } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Half, halves } from './label.ts';

export interface Options {
  folder: string;
  /** Both halves if undefined. */
  half: Half | undefined;
  kinds: string[];
  files: boolean;
  write: boolean;
}

export function readOptions(): Options {
  const command = new Command('npm run corpus --')
    .description(
      'Judges the public recordings of corpus/lists that are in a folder, and compares with their labels.',
    )
    .argument('<folder>', 'where the recordings lie, at any depth and under any name')
    .addOption(new Option('--half <half>', 'only the recordings of this half').choices(halves))
    .option('--kind <kinds...>', 'only these kinds of vehicles', [])
    .option('--files', 'list wrong findings and missed troubles by recording')
    .option(
      '--write',
      'write what each rule found into the program, for each set that is in the folder as a whole',
    )
    .parse();
  const [folder] = command.processedArgs;
  const { half, kind, files = false, write = false } = command.opts();
  return { folder: resolve(folder), half, kinds: kind as string[], files, write };
}
