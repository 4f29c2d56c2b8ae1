import { Argument, type Command } from '@commander-js/extra-typings';
import { shells } from '../completion/shells.ts';

/** What concerns this machine and its environment. */
export function addMachineCommands(program: Command): void {
  program
    .command('config')
    .description('show every setting, its value, and where the value comes from')
    .option('--json', 'print an array of settings')
    .action(async (options) => (await import('../commands/config.ts')).config(program, options));
  program
    .command('completion')
    .description('print what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .option('--json', 'print it as a string in JSON')
    .addHelpText(
      'after',
      [
        '',
        'Where it belongs:',
        '  bash  argus completion bash > ~/.local/share/bash-completion/completions/argus',
        '  zsh   argus completion zsh > ~/.zfunc/_argus   (with fpath+=~/.zfunc before compinit)',
        '  fish  argus completion fish > ~/.config/fish/completions/argus.fish',
      ].join('\n'),
    )
    .action(async (shell, options) =>
      (await import('../commands/completion.ts')).completion(program, shell, options),
    );
  program
    .command('doctor')
    .description('look at every server by the settings of this environment, and say what to do')
    .option('--json', 'print an array with all that was found')
    .action(async (options) => (await import('../commands/doctor.ts')).doctor(options));
}
