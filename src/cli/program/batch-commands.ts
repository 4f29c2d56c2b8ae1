import { type Command, Option } from '@commander-js/extra-typings';
import { idSources } from './id-sources.ts';
import type { OpenClient } from './open-client-type.ts';
import { wholeNumber } from './whole-number.ts';

export function addBatchCommands(program: Command, client: OpenClient): void {
  program
    .command('batches')
    .alias('list')
    .description('list the newest batches')
    .option('--vehicle <id>', 'only of this vehicle')
    .option('--status <status>', 'only with this status')
    .option('-n, --limit <n>', 'how many', wholeNumber, 20)
    .option('--json', 'print an array of batches')
    .action(async (options) => (await import('../commands/list.ts')).list(await client(), options));
  program
    .command('watch')
    .description('follow a batch until its run is over')
    .argument('<batch>', idSources.batch)
    .option('--json', 'print the last state as JSON, the way there on standard error')
    .action(async (batch, options) =>
      (await import('../commands/watch.ts')).watch(await client(), batch, options),
    );
  program
    .command('report')
    .description('print the report of a batch')
    .argument('<batch>', idSources.batch)
    .option('--run <n>', 'the report of an earlier run')
    .option(
      '--compare <with>',
      'what changed since `previous`, the previous drive, or since `run:<n>` of this batch',
    )
    .addOption(new Option('--json', 'as JSON').conflicts(['html', 'pdf']))
    .addOption(new Option('--html', 'as one self-contained page').conflicts('pdf'))
    .option('--pdf', 'as a PDF')
    .option('-o, --output <file>', 'write it to a file')
    .action(async (batch, options) =>
      (await import('../commands/report.ts')).report(await client(), batch, options),
    );
  program
    .command('why')
    .description('show what a batch is waiting for')
    .argument('<batch>', idSources.batch)
    .option('--json', 'print JSON')
    .action(async (batch, options) =>
      (await import('../commands/why.ts')).why(await client(), batch, options),
    );
  program
    .command('retry')
    .description('run a failed batch again')
    .argument('<batch>', idSources.batch)
    .option('--only-failed', 'parse only its failed files; also for a completed batch')
    .option('--json', 'print the answer as JSON')
    .action(async (batch, options) =>
      (await import('../commands/actions.ts')).retry(await client(), batch, options),
    );
  program
    .command('reprocess')
    .description('run a completed batch again; the old report is kept')
    .argument('<batch>', idSources.batch)
    .option('--json', 'print the answer as JSON')
    .action(async (batch, options) =>
      (await import('../commands/actions.ts')).reprocess(await client(), batch, options),
    );
  program
    .command('cancel')
    .description('end a batch that is not over: its upload, or its run')
    .argument('<batch>', idSources.batch)
    .option('--json', 'print the answer as JSON')
    .action(async (batch, options) =>
      (await import('../commands/actions.ts')).cancel(await client(), batch, options),
    );
}
