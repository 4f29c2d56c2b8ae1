import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command, Option } from 'commander';

export interface Options {
  /** Names of figures; empty: all of them. */
  names: string[];
  quick: boolean;
  json: string;
  /** Another checkout with its dependencies. */
  against?: string;
}

const defaultJson = fileURLToPath(new URL('../.stack/bench.json', import.meta.url));

export function readOptions(figureNames: string[]): Options {
  const command = new Command('npm run bench --')
    .description('Measures Argus beside what its figures are held against, on servers of its own.')
    .addArgument(new Argument('[figure...]', 'which of them').choices(figureNames))
    .addOption(new Option('--quick', 'small sizes and few rounds: shows that it runs, not how fast'))
    .addOption(new Option('--json <file>', 'where the numbers go').default(defaultJson))
    .addOption(new Option('--against <dir>', 'another checkout, for figures that compare with one'))
    .parse();
  const {
    quick = false,
    json,
    against,
  } = command.opts<{ quick?: boolean; json: string; against?: string }>();
  return {
    names: command.args,
    quick,
    json: resolve(json),
    ...(against !== undefined && { against: resolve(against) }),
  };
}
