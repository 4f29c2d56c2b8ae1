import { allCommands, type CommandNode, type OptionNode } from './command-tree.ts';
import { flagsWithValue, nextWords, optionsFor, placeOf, quoted, waysTo } from './words.ts';

/** For fish from 3.0. */
export function fishScript(program: CommandNode): string {
  const ways = waysTo(program).map(
    ({ place, written }) => `      case ${written.map(quoted).join(' ')}\n        set place ${quoted(place)}`,
  );
  const lines = allCommands(program).flatMap((command) => linesOf(program, command));
  return `# Completion of argus for fish, made by \`argus completion fish\`.
function __argus_at
  set -l place argus
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
      continue
    end
    switch $word
      case ${flagsWithValue(program.options).join(' ')}
        set skip 1
        continue
    end
    switch "$place $word"
${ways.join('\n')}
    end
  end
  test "$place" = "$argv"
end
${lines.join('\n')}
`;
}

function linesOf(program: CommandNode, command: CommandNode): string[] {
  const at = `complete -c argus -n ${quoted(`__argus_at ${placeOf(command)}`)}`;
  const next = nextWords(command).map(
    ({ word, description }) => `${at} -f -a ${quoted(word)}${described(description)}`,
  );
  return [...next, ...optionsFor(program, command).map((option) => `${at} ${optionWords(option)}`)];
}

function optionWords({ flags, description, takesValue, choices }: OptionNode): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return names.join(' ') + valueWords(takesValue, choices) + described(description);
}

function valueWords(takesValue: boolean, choices: readonly string[]): string {
  if (!takesValue) return '';
  return choices.length === 0 ? ' -r' : ` -x -a ${quoted(choices.join(' '))}`;
}

/** In single quotes fish knows two escapes: of the quote, and of the backslash itself. */
function described(description: string): string {
  return description === '' ? '' : ` -d '${description.replaceAll(/['\\]/g, '\\$&')}'`;
}
