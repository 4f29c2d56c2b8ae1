import { Command, Option } from 'commander';
import { inspect } from './commands/inspect.ts';
import { knowledge } from './commands/knowledge.ts';
import { list } from './commands/list.ts';
import { report } from './commands/report.ts';
import { reprocess, retry } from './commands/rerun.ts';
import { rules } from './commands/rules.ts';
import { upload } from './commands/upload.ts';
import { watch } from './commands/watch.ts';
import { why } from './commands/why.ts';
import { ApiError } from './http-client.ts';

const program = new Command('argus').description('Uploads recordings, follows batches, reads reports.');
const command = (usage: string, description: string) =>
  program
    .command(usage)
    .description(description)
    .addOption(
      new Option('-s, --server <url>', 'address of the API')
        .env('ARGUS_SERVER')
        .default('http://127.0.0.1:8080'),
    );

command('upload <path...>', 'upload recording files as one batch, follow it, print the report')
  .requiredOption('--vehicle <id>', 'id of the vehicle')
  .requiredOption('--vin <vin>', 'vehicle identification number, 17 characters')
  .option('--platform <name>', 'kind of vehicle, whose CAN databases hold for the batch')
  .option('--batch <id>', 'go on with a batch whose upload was interrupted')
  .option('-d, --detach', 'do not wait for the report')
  .option('--json', 'print the report as JSON')
  .action(upload);
program
  .command('inspect <path...>')
  .description('read recordings on this machine, without servers: what is in them, what is wrong with them')
  .option('-d, --dbc <file...>', 'what CAN frames mean; DBC files among the recordings count as well')
  .option('-a, --all', 'whole lists instead of their most telling rows')
  .option('--json', 'print an array with the whole summary of each file')
  .action(inspect);
command('list', 'the newest batches')
  .option('--vehicle <id>', 'of one vehicle')
  .option('--status <status>', 'in one state')
  .option('-n, --limit <n>', 'how many', '20')
  .option('--json', 'print JSON')
  .action(list);
command('watch <batch>', 'follow a batch until its run is over').action(watch);
command('report <batch>', 'print the report of a batch')
  .option('--run <n>', 'of an earlier run')
  .option(
    '--compare <with>',
    '`previous`: what changed since the drive before; `run:<n>`: since a run of this batch',
  )
  .addOption(new Option('--json', 'as JSON').conflicts(['html', 'pdf']))
  .addOption(new Option('--html', 'as one self-contained page').conflicts('pdf'))
  .option('--pdf', 'as a PDF')
  .option('-o, --output <file>', 'write it to a file')
  .action(report);
command('knowledge [words...]', 'what is known of a code, or of words, also misspelt ones')
  .option('--platform <name>', 'for a kind of vehicle')
  .option('-n, --limit <n>', 'how many', '20')
  .option('--json', 'print JSON')
  .action(knowledge);
command('rules', 'the rules that judge, with their thresholds')
  .option('--platform <name>', 'with what was set for a kind of vehicle')
  .option('--json', 'print JSON')
  .action(rules);
command('retry <batch>', 'run a failed batch again')
  .option('--only-failed', 'parse its failed files alone; also of a completed batch')
  .action(retry);
command('reprocess <batch>', 'run a completed batch again; the old report stays').action(reprocess);
command('why <batch>', 'what a batch is waiting for').option('--json', 'print JSON').action(why);

// Who reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ApiError) process.stderr.write(`argus: ${error.message} (${error.code})\n`);
  else if (error instanceof Error) {
    const cause = error.cause instanceof Error && error.cause.message ? `: ${error.cause.message}` : '';
    process.stderr.write(`argus: ${error.message}${cause}\n`);
  } else throw error;
}
