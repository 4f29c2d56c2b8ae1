import type { Command } from '@commander-js/extra-typings';
import { idSources } from './id-sources.ts';

/** They work on the servers that the environment names, as the roles do. */
export function addAdminCommands(admin: Command): void {
  const commands = () => import('../commands/admin.ts');
  const deploymentCommands = () => import('../commands/admin-deployment.ts');
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
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminRotateReceiptKey(options));
  admin
    .command('rebuild-temporal')
    .description("start every open batch's workflow that is missing, from its row")
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminRebuildTemporal(options));
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
    .option('--json', 'print JSON')
    .action(async (build, options) => (await deploymentCommands()).adminPromote(build, options));
  admin
    .command('move-batches')
    .description('let the current build go on with the batches of a build whose workers are gone')
    .requiredOption('--from <build>', 'build that began them')
    .option('--json', 'print JSON')
    .action(async (options) => (await deploymentCommands()).adminMoveBatches(options));
  admin
    .command('rebuild-redis')
    .description('write the barriers of all open batches from PostgreSQL')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminRebuildRedis(options));
  admin
    .command('republish-events')
    .description('publish events to Kafka once more, with the same ids, in order per batch')
    .requiredOption('--since <time>', 'events that occurred then or later, as 2026-11-29T08:00:00Z')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminRepublishEvents(options));
}

function addTokenCommands(admin: Command): void {
  const commands = () => import('../commands/admin-tokens.ts');
  admin
    .command('init')
    .description(
      'prepare the database and print the first token of an admin; from then on every request needs a token',
    )
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).adminInit(options));
  const token = admin
    .command('token')
    .description('make, list and revoke tokens in the database itself; `argus keys` does it over the API');
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
    .argument('<id>', idSources.operatorToken)
    .option('--json', 'print JSON')
    .action(async (id, options) => (await commands()).revoke(id, options));
}

function addVinCommands(vin: Command): void {
  const commands = () => import('../commands/admin-vin.ts');
  vin
    .command('show')
    .description('how much there is of a vehicle, and whether it is under a legal hold, as JSON')
    .argument('<vin>')
    .option('--json', 'changes nothing: it is JSON')
    .action(async (id) => (await commands()).showVin(id));
  vin
    .command('hold')
    .description('place a legal hold: nothing of the vehicle is deleted, by age or by request')
    .argument('<vin>')
    .requiredOption('--reason <text>', 'shown to whoever wants to delete')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await commands()).holdVin(id, options));
  vin
    .command('release')
    .description('end a legal hold')
    .argument('<vin>')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await commands()).releaseVin(id, options));
  vin
    .command('export')
    .description(
      'write recordings, reports, charts, files and events of all batches of a vehicle to a folder',
    )
    .argument('<vin>')
    .requiredOption('-o, --output <folder>', 'a folder that is not there yet')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await commands()).adminExportVin(id, options));
  vin
    .command('delete')
    .description('delete all batches of a vehicle with everything that belongs to them')
    .argument('<vin>')
    .option('--yes', 'do it')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await commands()).adminDeleteVin(id, options));
}
