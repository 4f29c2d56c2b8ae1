import { allCommands, type CommandNode, type OptionNode } from './command-tree.ts';

/** In single quotes, for a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export const placeOf = ({ path }: CommandNode): string => path.join(' ');

/** Every way to write each command below the program, by the command it stands for. */
export function waysTo(program: CommandNode): { place: string; written: string[] }[] {
  return allCommands(program)
    .slice(1)
    .map((command) => {
      const above = command.path.slice(0, -1).join(' ');
      const names = [command.path.at(-1) ?? '', ...command.aliases];
      return { place: placeOf(command), written: names.map((name) => `${above} ${name}`) };
    });
}

/** Options that can be given with the command: its own, those of the program, and that for help. */
export function optionsFor(program: CommandNode, command: CommandNode): OptionNode[] {
  const global =
    command === program ? [] : program.options.filter(({ flags }) => !flags.includes('--version'));
  return [...command.options, ...global, help];
}

/** What may follow the command itself: commands below it, or the values of its first argument if it has a choice. */
export function nextWords(command: CommandNode): { word: string; description: string }[] {
  const commands = command.commands.flatMap(({ path, aliases, description }) =>
    [path.at(-1) ?? '', ...aliases].map((word) => ({ word, description })),
  );
  if (commands.length > 0) return [...commands, { word: 'help', description: 'explain a command' }];
  return (command.arguments[0]?.choices ?? []).map((word) => ({ word, description: '' }));
}

/** Flags of the program that are followed by a value, which is no command. */
export function flagsWithValue(options: readonly OptionNode[]): string[] {
  return options.filter(({ takesValue }) => takesValue).flatMap(({ flags }) => flags);
}

const help: OptionNode = {
  flags: ['-h', '--help'],
  usage: '-h, --help',
  description: 'explain the command',
  takesValue: false,
  required: false,
  choices: [],
  default: undefined,
  environment: undefined,
};
