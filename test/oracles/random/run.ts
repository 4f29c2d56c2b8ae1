import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { progressPrinter } from '../../../stack/progress.ts';
import { pythonPackages } from '../../../stack/python-packages.ts';
import { recordAnswers } from './fixed-answers.ts';
import { formatRuns } from './format-table.ts';
import { randomFormats } from './formats.ts';
import { type FormatRun, fuzzFormat } from './fuzz-format.ts';

interface Options {
  files: number;
  seed: number;
  record?: boolean;
  keep?: string;
}

/** `npm run oracles`: random valid files of each format, read by Argus and by an independent reader. */
async function run(names: string[], { files, seed, record, keep }: Options): Promise<number> {
  const formats = randomFormats.filter(({ name }) => names.length === 0 || names.includes(name));
  const onProgress = progressPrinter();
  const { env } = await pythonPackages('oracles', join(import.meta.dirname, 'requirements.txt'), onProgress);
  const folder = await mkdtemp(join(tmpdir(), 'argus-oracles-'));
  try {
    if (record) {
      for (const format of formats) await recordAnswers(format, { folder, env });
      return 0;
    }
    const runs: FormatRun[] = [];
    for (const format of formats) {
      const result = await fuzzFormat(format, { files, seed, folder, env });
      console.log(formatRuns([result]));
      runs.push(result);
      if (keep && result.first)
        await writeFile(join(keep, `${format.name}${result.first.file.extension}`), result.first.file.bytes);
    }
    if (runs.length > 1) console.log(formatRuns(runs));
    return runs.some(({ differing }) => differing > 0) ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @throws InvalidArgumentError */
function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

const program = new Command('oracles')
  .description(
    'Reads random valid files with Argus and with independent readers, and compares what they find.',
  )
  .addArgument(new Argument('[format...]').choices(randomFormats.map(({ name }) => name)))
  .option('--files <number>', 'files of each format', wholeNumber, 2_000)
  .option('--seed <number>', 'of the first file; the others follow', wholeNumber, 1)
  .option('--record', 'write the fixed answers that the tests use')
  .option('--keep <folder>', 'where to keep the first file of each format that differs')
  .action(async (names: string[], options: Options) => {
    process.exitCode = await run(names, options);
  });
await program.parseAsync();
