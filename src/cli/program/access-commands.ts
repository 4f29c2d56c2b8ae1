import { type Command, Option } from '@commander-js/extra-typings';
import { roles } from '../../domain/identity.ts';
import { idSources } from './id-sources.ts';
import type { OpenAccess, OpenClient } from './open-client-type.ts';
import { wholeNumber } from './whole-number.ts';

/** Who one is, and tokens of others over the API (docs/decisions/019-identities-and-roles.md). */
export function addAccessCommands(program: Command, client: OpenClient, access: OpenAccess): void {
  const commands = () => import('../commands/login.ts');
  program
    .command('login')
    .description('keep the address of a server and a token for it, once the server has accepted them')
    .option('--json', 'print who one is there')
    .action(async (options) => (await commands()).login(await access(), options));
  program
    .command('logout')
    .description('forget the token for the server; it stays valid until it is revoked')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).logout(await access(), options));
  program
    .command('whoami')
    .description('show who one is to the server')
    .option('--json', 'print JSON')
    .action(async (options) => (await commands()).whoami(await client(), options));
  addKeyCommands(
    program.command('keys').description('make, list and revoke tokens of vehicles, programs and people'),
    client,
  );
}

function addKeyCommands(keys: Command, client: OpenClient): void {
  const commands = () => import('../commands/keys.ts');
  keys
    .command('create')
    .description('make a token and print it')
    .requiredOption('--name <name>', 'whom or what it is for')
    .addOption(
      new Option('--role <role>', 'what it may do; `vehicle` only its own batches')
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option('--vehicle <id>', 'the vehicle, with the role vehicle')
    .option('--days <n>', 'how long it is valid, or `never`', '365')
    .option('--json', 'print the token with all that is known of it')
    .action(async (options) => (await commands()).createKey(await client(), options));
  keys
    .command('list')
    .description('list the tokens, the newest first, without their secrets')
    .option('-n, --limit <n>', 'how many', wholeNumber, 50)
    .option('--json', 'print an array of tokens')
    .action(async (options) => (await commands()).listKeys(await client(), options));
  keys
    .command('revoke')
    .description('revoke a token; within two seconds nothing accepts it')
    .argument('<id>', idSources.token)
    .option('--json', 'print JSON')
    .action(async (id, options) => (await commands()).revokeKey(await client(), id, options));
}
