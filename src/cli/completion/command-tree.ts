import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** A command as completions and documents need it, with those below it. */
export interface CommandNode {
  /** Names from the program on: `argus`, `argus admin`, `argus admin token`. */
  path: string[];
  aliases: string[];
  description: string;
  commands: CommandNode[];
  /** Its own ones. */
  options: OptionNode[];
  arguments: ArgumentNode[];
}

export interface OptionNode {
  /** As in `['-n', '--limit']`. */
  flags: string[];
  /** As in `-n, --limit <n>`. */
  usage: string;
  description: string;
  takesValue: boolean;
  /** Whether the command does nothing without it. */
  required: boolean;
  /** The values that it may have; empty for any. */
  choices: readonly string[];
  default: string | undefined;
  environment: string | undefined;
}

export interface ArgumentNode {
  /** As in `<batch>`, `[words...]`. */
  usage: string;
  choices: readonly string[];
}

export function commandTree(command: CommandUnknownOpts, above: readonly string[] = []): CommandNode {
  const path = [...above, command.name()];
  const commands = command.commands.map((one) => commandTree(one, path));
  return {
    path,
    aliases: [...command.aliases()],
    description: command.description(),
    commands,
    options: command.options.map(optionNode),
    arguments: command.registeredArguments.map(({ argChoices, ...argument }) => ({
      usage: usageOf(argument),
      choices: argChoices ?? [],
    })),
  };
}

/** The command and all below it, from the top. */
export function allCommands(node: CommandNode): CommandNode[] {
  return [node, ...node.commands.flatMap(allCommands)];
}

function optionNode(option: Option): OptionNode {
  const { short, long, flags, description, argChoices, defaultValue, envVar, mandatory } = option;
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    usage: flags,
    description,
    takesValue: option.required || option.optional,
    required: mandatory,
    choices: argChoices ?? [],
    default: defaultValue === undefined ? undefined : String(defaultValue),
    environment: envVar,
  };
}

function usageOf(argument: { required: boolean; variadic: boolean } & Record<string, unknown>): string {
  const name = `${argument._name}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}
