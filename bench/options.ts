import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';

export interface Options {
  /** Names of figures; empty: all of them. */
  names: string[];
  quick: boolean;
  json: string;
  /** Another checkout with its dependencies. */
  against?: string;
  sizes: Sizes;
}

/** Sizes of the figures about many, where they are given. */
export interface Sizes {
  batches?: number | undefined;
  vehicles?: number | undefined;
  finished?: number | undefined;
  files?: number | undefined;
}

const defaultJson = fileURLToPath(new URL('../.stack/bench.json', import.meta.url));

export function readOptions(figureNames: string[]): Options {
  const command = new Command('npm run bench --')
    .description('Measures Argus beside what its figures are held against, on servers of its own.')
    .addArgument(new Argument('[figure...]', 'which of them').choices(figureNames))
    .addOption(new Option('--quick', 'small sizes and few rounds: shows that it runs, not how fast'))
    .addOption(new Option('--json <file>', 'where the numbers go').default(defaultJson))
    .addOption(new Option('--against <dir>', 'another checkout, for figures that compare with one'))
    .addOption(count('--batches <number>', 'of many-batches, in each of its stretches'))
    .addOption(count('--vehicles <number>', 'of many-batches'))
    .addOption(
      count('--finished <number>', 'of many-batches: batches that have ended before its last stretch'),
    )
    .addOption(count('--files <number>', 'of many-files, two-terabytes and batch-page'))
    .parse();
  const {
    quick = false,
    json,
    against,
    batches,
    vehicles,
    finished,
    files,
  } = command.opts<{ quick?: boolean; json: string; against?: string } & Sizes>();
  return {
    names: command.args,
    quick,
    json: resolve(json),
    sizes: { batches, vehicles, finished, files },
    ...(against !== undefined && { against: resolve(against) }),
  };
}

function count(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) return number;
    throw new InvalidArgumentError('It is a number from 1 on.');
  });
}
