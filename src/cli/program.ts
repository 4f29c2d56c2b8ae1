import { Command, Option } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import type { ArgusClient } from '../client/client.ts';
import { severities } from '../domain/severity.ts';
import { exitCodes } from './exit-codes.ts';
import { addUploadCommand } from './program/upload-command.ts';

/**
 * The `argus` command with its subcommands. Each loads its modules when it runs: `inspect` does not wait for the HTTP
 * client, nor `list` for the readers of recordings.
 */
export function createProgram() {
  const program = new Command('argus')
    .description('Uploads recordings, follows batches, reads reports.')
    .version(packageJson.version)
    .addOption(
      new Option('-s, --server <url>', 'address of Argus')
        .env('ARGUS_SERVER')
        .default('http://127.0.0.1:8080'),
    )
    .addOption(
      new Option(
        '--token <token>',
        'who asks; better given in the environment, where other users do not see it',
      ).env('ARGUS_TOKEN'),
    )
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\nExit codes:\n${exitCodeLines()}`)
    .showHelpAfterError('`argus help` and `argus help COMMAND` list commands and options.')
    .exitOverride();
  const client = async (): Promise<ArgusClient> =>
    (await import('./open-client.ts')).openClient(program.opts());

  addUploadCommand(program, client);
  program
    .command('inspect')
    .description('read recordings on this machine, without servers: their contents and their faults')
    .argument('<path...>', 'files, or folders of them; symbolic links are followed')
    .option(
      '-d, --dbc <file...>',
      'definitions of CAN frames; DBC files among the recordings are used as well',
    )
    .option('-a, --all', 'full lists instead of the first rows')
    .option(
      '-r, --report <file...>',
      'also write one report over all files: FILE.html, FILE.pdf or FILE.json',
    )
    .option('--json', 'print an array with the whole summary of each file')
    .action(async (paths, options) => (await import('./commands/inspect.ts')).inspect(paths, options));
  program
    .command('list')
    .description('list the newest batches')
    .option('--vehicle <id>', 'only of this vehicle')
    .option('--status <status>', 'only with this status')
    .option('-n, --limit <n>', 'how many', Number, 20)
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./commands/list.ts')).list(await client(), options));
  program
    .command('watch')
    .description('follow a batch until its run is over')
    .argument('<batch>')
    .action(async (batch) => (await import('./commands/watch.ts')).watch(await client(), batch));
  program
    .command('report')
    .description('print the report of a batch')
    .argument('<batch>')
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
      (await import('./commands/report.ts')).report(await client(), batch, options),
    );
  program
    .command('knowledge')
    .description('search the knowledge base for a code, or for words, even misspelt ones')
    .argument('[words...]')
    .option('--platform <name>', 'entries for this kind of vehicle and for all')
    .option('-n, --limit <n>', 'how many', Number, 20)
    .option('--json', 'print JSON')
    .action(async (words, options) =>
      (await import('./commands/knowledge.ts')).knowledge(await client(), words, options),
    );
  program
    .command('rules')
    .description('list the rules with their thresholds')
    .option('--platform <name>', 'as set for this kind of vehicle')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./commands/rules.ts')).rules(await client(), options));
  program
    .command('subscriptions')
    .description('list who is told of findings, and what did not arrive')
    .option('--json', 'print JSON')
    .action(async (options) =>
      (await import('./commands/subscriptions.ts')).subscriptions(await client(), options),
    );
  program
    .command('subscribe')
    .description('have findings told by e-mail or to a URL')
    .option('--email <address>', 'whom to send a mail')
    .option('--url <url>', 'where to post a message, https')
    .option('--platform <name...>', 'only of these kinds of vehicles')
    .option('--rule <id...>', 'only of these rules; `argus rules` lists them')
    .addOption(
      new Option('--min-severity <severity>', 'the least severity').choices(severities).default('warning'),
    )
    .action(async (options) =>
      (await import('./commands/subscriptions.ts')).subscribe(await client(), options),
    );
  program
    .command('unsubscribe')
    .description('delete a subscription')
    .argument('<subscription>')
    .action(async (id) => (await import('./commands/subscriptions.ts')).unsubscribe(await client(), id));
  program
    .command('retry')
    .description('run a failed batch again')
    .argument('<batch>')
    .option('--only-failed', 'parse only its failed files; also for a completed batch')
    .action(async (batch, options) =>
      (await import('./commands/rerun.ts')).retry(await client(), batch, options),
    );
  program
    .command('reprocess')
    .description('run a completed batch again; the old report is kept')
    .argument('<batch>')
    .action(async (batch) => (await import('./commands/rerun.ts')).reprocess(await client(), batch));
  program
    .command('why')
    .description('show what a batch is waiting for')
    .argument('<batch>')
    .option('--json', 'print JSON')
    .action(async (batch, options) =>
      (await import('./commands/why.ts')).why(await client(), batch, options),
    );
  addReceiptCommands(program, client);
  program
    .command('doctor')
    .description('look at every server by the settings of this environment, and say what to do')
    .option('--json', 'print an array with all that was found')
    .action(async (options) => (await import('./commands/doctor.ts')).doctor(options));
  addAdminCommands(
    program.command('admin').description('back up, restore and repair the whole installation'),
  );
  return program;
}

function addReceiptCommands(program: Command, client: () => Promise<ArgusClient>): void {
  const commands = () => import('./commands/receipt.ts');
  program
    .command('receipt')
    .description('print what of a batch is safe, signed: what may be deleted on the vehicle')
    .argument('<batch>')
    .option('-o, --output <file>', 'write it to a file')
    .action(async (batch, options) => (await commands()).receipt(await client(), batch, options));
  program
    .command('verify-receipt')
    .description('verify the signature of a receipt')
    .argument('<file>')
    .option(
      '--keys <file>',
      'a JWK set that was saved from /.well-known/argus-receipt-keys.json, instead of asking the server',
    )
    .option('--json', 'print JSON')
    .action(async (file, options) => (await commands()).checkReceipt(client, file, options));
}

/** They work on the servers that the environment names, as the roles do. */
function addAdminCommands(admin: Command): void {
  const commands = () => import('./commands/admin.ts');
  const deploymentCommands = () => import('./commands/admin-deployment.ts');
  addTokenCommands(admin);
  admin
    .command('backup-plan')
    .description('print what to back up and how to restore it, with the commands for these servers')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).printBackupPlan(options));
  admin
    .command('verify-objects')
    .description('compare every row with its object: lost, changed and orphaned ones')
    .option('--digest', 'read every recording again and compare its SHA-256')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminVerifyObjects(options));
  addVinCommands(admin.command('vin').description('everything of one vehicle: show, hold, export, delete'));
  admin
    .command('rotate-receipt-key')
    .description('make another key for receipts; those of keys before it stay valid')
    .action(async () => (await commands()).adminRotateReceiptKey());
  admin
    .command('rebuild-temporal')
    .description("start every open batch's workflow that is missing, from its row")
    .action(async () => (await commands()).adminRebuildTemporal());
  admin
    .command('deployment')
    .description(
      'show the builds of the workers: which takes new batches, which still has batches of its own',
    )
    .option('--json', 'print JSON')
    .action(async (options) => (await deploymentCommands()).adminDeployment(options));
  admin
    .command('promote')
    .description('let new batches begin on a build of the workers')
    .argument('[build]', 'build of workers that run')
    .option('--percent <share>', 'only this share of new batches, from 0 to 100')
    .option('--unversioned', 'no build: workers without versions take all batches that no build has')
    .action(async (build, options) => (await deploymentCommands()).adminPromote(build, options));
  admin
    .command('move-batches')
    .description('let the current build go on with the batches of a build whose workers are gone')
    .requiredOption('--from <build>', 'build that began them')
    .action(async (options) => (await deploymentCommands()).adminMoveBatches(options));
  admin
    .command('rebuild-redis')
    .description('write the barriers of all open batches from PostgreSQL')
    .action(async () => (await commands()).adminRebuildRedis());
  admin
    .command('republish-events')
    .description('publish events to Kafka once more, with the same ids, in order per batch')
    .requiredOption('--since <time>', 'events that occurred then or later, as 2026-11-29T08:00:00Z')
    .action(async (options) => (await commands()).adminRepublishEvents(options));
}

function addTokenCommands(admin: Command): void {
  const commands = () => import('./commands/admin-tokens.ts');
  admin
    .command('init')
    .description(
      'prepare the database and print the first token of an admin; from then on every request needs a token',
    )
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminInit(options));
  const token = admin.command('token').description('make, list and revoke tokens');
  token
    .command('create')
    .description('make a token and print it')
    .requiredOption('--name <name>', 'whom or what it is for')
    .requiredOption('--role <role>', 'vehicle, reader, operator or admin')
    .option('--vehicle <id>', 'the vehicle, with the role vehicle')
    .option('--days <n>', 'how long it is valid, or `never`', '365')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).createToken(options));
  token
    .command('list')
    .description('list the tokens, the newest first')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).printTokens(options));
  token
    .command('revoke')
    .description('revoke a token')
    .argument('<id>')
    .action(async (id) => (await commands()).revoke(id));
}

function addVinCommands(vin: Command): void {
  const commands = () => import('./commands/admin-vin.ts');
  vin
    .command('show')
    .description('how much there is of a vehicle, and whether it is under a legal hold, as JSON')
    .argument('<vin>')
    .action(async (id) => (await commands()).showVin(id));
  vin
    .command('hold')
    .description('place a legal hold: nothing of the vehicle is deleted, by age or by request')
    .argument('<vin>')
    .requiredOption('--reason <text>', 'shown to whoever wants to delete')
    .action(async (id, options) => (await commands()).holdVin(id, options));
  vin
    .command('release')
    .description('end a legal hold')
    .argument('<vin>')
    .action(async (id) => (await commands()).releaseVin(id));
  vin
    .command('export')
    .description(
      'write recordings, reports, charts, files and events of all batches of a vehicle to a folder',
    )
    .argument('<vin>')
    .requiredOption('-o, --output <folder>', 'a folder that is not there yet')
    .action(async (id, options) => (await commands()).adminExportVin(id, options));
  vin
    .command('delete')
    .description('delete all batches of a vehicle with everything that belongs to them')
    .argument('<vin>')
    .option('--yes', 'do it')
    .action(async (id, options) => (await commands()).adminDeleteVin(id, options));
}

function exitCodeLines(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${String(code).padEnd(4)} ${meaning}\n`)
    .join('');
}
