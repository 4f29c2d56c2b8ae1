import { fileURLToPath } from 'node:url';
import {
  allCommands,
  type CommandNode,
  commandTree,
  type OptionNode,
} from '../src/cli/completion/command-tree.ts';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { createProgram } from '../src/cli/program.ts';
import { keyOf, settingsOf } from '../src/cli/settings/apply-settings.ts';

export const cliPage = fileURLToPath(new URL('../docs/cli.md', import.meta.url));

const end = '<!-- end of what npm run docs makes -->';
const makers: Record<string, () => string> = {
  settings: settingsTable,
  'exit codes': exitCodeTable,
  commands: commandSections,
};

/** The page with the parts that come from the definition of the program. */
export function pageWithCommands(page: string): string {
  return Object.entries(makers).reduce((text, [name, make]) => {
    const begin = `<!-- ${name}, by npm run docs -->`;
    const head = text.indexOf(begin);
    const tail = text.indexOf(end, head);
    if (head < 0 || tail < 0) throw new Error(`docs/cli.md has no place between ${begin} and ${end}`);
    return `${text.slice(0, head + begin.length)}\n\n${make()}\n\n${text.slice(tail)}`;
  }, page);
}

function exitCodeTable(): string {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`);
  return ['| exit code | meaning |', '|---|---|', ...rows].join('\n');
}

function settingsTable(): string {
  const rows = settingsOf(createProgram()).map(
    (option) =>
      `| \`${keyOf(option)}\` | \`${option.long}\` | \`${option.envVar}\` | ${option.description} |`,
  );
  return ['| in the file | flag | environment | what |', '|---|---|---|---|', ...rows].join('\n');
}

function commandSections(): string {
  const program = commandTree(createProgram());
  const sections = allCommands(program)
    .filter(({ commands }) => commands.length === 0)
    .map(sectionOf);
  return [
    `With every command: ${program.options.map(({ usage }) => `\`${usage}\``).join(', ')}, \`-h, --help\`.`,
    ...sections,
  ].join('\n\n');
}

function sectionOf({ path, aliases, description, options, arguments: args }: CommandNode): string {
  const name = path.join(' ');
  const usage = [name, ...args.map((one) => one.usage)].join(' ');
  const also = aliases.length === 0 ? '' : ` Also \`argus ${aliases.join('`, `argus ')}\`.`;
  const choices = args.flatMap((one) => one.choices);
  const values = choices.length === 0 ? '' : ` One of ${choices.join(', ')}.`;
  const table = ['| option | |', '|---|---|', ...options.map(rowOf)];
  return [`### ${name}`, `\`${usage}\`: ${description}.${also}${values}`, table.join('\n')].join('\n\n');
}

function rowOf({
  usage,
  description,
  choices,
  default: standard,
  environment,
  required,
}: OptionNode): string {
  const more = [
    required ? 'required' : undefined,
    choices.length === 0 ? undefined : `one of ${choices.join(', ')}`,
    standard === undefined ? undefined : `default ${standard}`,
    environment === undefined ? undefined : `environment ${environment}`,
  ].filter((text) => text !== undefined);
  return `| \`${usage}\` | ${description}${more.length === 0 ? '' : ` (${more.join('; ')})`} |`;
}
