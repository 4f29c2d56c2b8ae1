import { Command, Option } from '@commander-js/extra-typings';
import packageJson from '../../package.json' with { type: 'json' };
import type { ArgusClient } from '../client/client.ts';
import { exitCodes } from './exit-codes.ts';
import { ofCommandLine } from './language.ts';
import { addAccessCommands } from './program/access-commands.ts';
import { addAdminCommands } from './program/admin-commands.ts';
import { addBatchCommands } from './program/batch-commands.ts';
import { addKnowledgeCommands } from './program/knowledge-commands.ts';
import { addMachineCommands } from './program/machine-commands.ts';
import { addReceiptCommands } from './program/receipt-commands.ts';
import { addRecordingCommands } from './program/recording-commands.ts';
import { addUploadCommand } from './program/upload-command.ts';
import { addVehicleSideCommands } from './program/vehicle-side-commands.ts';
import { applySettings } from './settings/apply-settings.ts';
import { storedToken } from './settings/stored-tokens.ts';

/**
 * The `argus` command with its subcommands. Each loads its modules when it runs: `inspect` does not wait for the HTTP
 * client, nor `batches` for the readers of recordings. Help, completions and docs/cli.md are made from it.
 * @param silentErrors Whether the caller reports what is wrong with the command line.
 */
export function createProgram({ silentErrors = false }: { silentErrors?: boolean } = {}) {
  const program = new Command('argus')
    .description('Uploads recordings, follows batches, reads reports.')
    .version(packageJson.version)
    // Before the subcommands, which take it over.
    .configureOutput(silentErrors ? { writeErr: () => undefined } : {})
    .addOption(
      new Option('-s, --server <url>', 'address of Argus')
        .env('ARGUS_SERVER')
        .default('http://127.0.0.1:8080'),
    )
    .addOption(
      new Option(
        '--token <token>',
        'who asks; better given in the environment, where other users do not see it, or by `argus login`',
      ).env('ARGUS_TOKEN'),
    )
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', () => `\n${ofCommandLine('Exit codes:')}\n${exitCodeLines()}`)
    .showHelpAfterError(ofCommandLine('`argus help` and `argus help COMMAND` list commands and options.'))
    .exitOverride()
    .hook('preAction', (_, command) => applySettings(program, command));
  const access = async () => {
    await applySettings(program, program);
    const { server, token } = program.opts();
    return { server, token };
  };
  const client = async (): Promise<ArgusClient> => {
    const [{ openClient, addressOf }, { server, token }] = await Promise.all([
      import('./open-client.ts'),
      access(),
    ]);
    return openClient({ server: addressOf(server), token: token ?? (await storedToken(server)) });
  };

  addUploadCommand(program, client);
  program
    .command('inspect')
    .description('read recordings on this machine, without servers: their contents and their faults')
    .argument('<path...>', 'files, or folders of them; symbolic links are followed')
    .option(
      '-d, --dbc <file...>',
      'definitions of CAN frames (DBC, KCD, SYM, DBF, ARXML, LDF); those among the recordings are used as well',
    )
    .option('-a, --all', 'full lists instead of the first rows')
    .option(
      '-r, --report <file...>',
      'also write one report over all files: FILE.html, FILE.pdf or FILE.json',
    )
    .option('--json', 'print an array with the whole summary of each file')
    .action(async (paths, options) => (await import('./commands/inspect.ts')).inspect(paths, options));
  addRecordingCommands(program);
  addBatchCommands(program, client);
  addKnowledgeCommands(program, client);
  addReceiptCommands(program, client);
  addVehicleSideCommands(program, client);
  addAccessCommands(program, client, access);
  addMachineCommands(program);
  addAdminCommands(
    program.command('admin').description('back up, restore and repair the whole installation'),
  );
  return program;
}

function exitCodeLines(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${String(code).padEnd(4)} ${ofCommandLine(meaning)}\n`)
    .join('');
}
