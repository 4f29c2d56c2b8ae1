import { type Command, Option } from '@commander-js/extra-typings';
import { requestStates } from '../../domain/vehicle-request.ts';
import { idSources } from './id-sources.ts';
import type { OpenClient } from './open-client-type.ts';

/** What people ask vehicles for, and what is still there. */
export function addVehicleSideCommands(program: Command, client: OpenClient): void {
  const commands = () => import('../commands/vehicle-side.ts');
  program
    .command('ask')
    .description('ask a vehicle for files that are still on it')
    .argument('<vehicle>', idSources.vehicle)
    .argument('[files]', 'a path, or a glob such as "cam0/**"')
    .option('--from <time>', 'recorded from this time on, RFC 3339; with --to')
    .option('--to <time>', 'and until this one')
    .option('--note <text>', 'what it is for')
    .option('--json', 'print the request')
    .action(async (vehicle, files, options) =>
      (await commands()).ask(await client(), vehicle, files, options),
    );
  program
    .command('requests')
    .description('list what a vehicle was asked for, and what became of it')
    .argument('<vehicle>', idSources.vehicle)
    .addOption(new Option('--state <state>', 'only these').choices(requestStates))
    .option('--json', 'print an array of requests')
    .action(async (vehicle, options) => (await commands()).requests(await client(), vehicle, options));
  program
    .command('held')
    .description('list what is still on the vehicles and why, as they reported; or the files of one')
    .argument('[vehicle]', idSources.vehicle)
    .option('--json', 'print an array of vehicles, or the list of one')
    .action(async (vehicle, options) => (await commands()).held(await client(), vehicle, options));
}
