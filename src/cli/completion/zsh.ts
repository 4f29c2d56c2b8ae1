import { allCommands, type CommandNode } from './command-tree.ts';
import { flagsWithValue, nextWords, optionsFor, placeOf, quoted, waysTo } from './words.ts';

/** For zsh with compinit, as a file `_argus` in `fpath`, or sourced. */
export function zshScript(program: CommandNode): string {
  const ways = waysTo(program).map(
    ({ place, written }) => `      ${written.map(quoted).join('|')}) place=${quoted(place)} ;;`,
  );
  const places = allCommands(program).map((command) => branch(program, command));
  return `#compdef argus
# Completion of argus for zsh, made by \`argus completion zsh\`.
_argus() {
  local place=argus word i
  local -a next flags
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    case "$word" in ${flagsWithValue(program.options).join('|')}) ((i++)); continue ;; esac
    case "$place $word" in
${ways.join('\n')}
    esac
  done
  case "$place" in
${places.join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    _describe -o option flags
  elif (( \${#next} )); then
    _describe command next
  else
    _files
  fi
}
compdef _argus argus
# As a file of fpath it is run the first time that it is needed.
if [ "$funcstack[1]" = "_argus" ]; then _argus; fi
`;
}

function branch(program: CommandNode, command: CommandNode): string {
  const options = optionsFor(program, command);
  const values = options
    .filter(({ takesValue }) => takesValue)
    .map(({ flags, choices }) => {
      const reply = choices.length === 0 ? '_files' : `compadd -- ${choices.map(quoted).join(' ')}`;
      return `        ${flags.join('|')}) ${reply}; return ;;`;
    });
  return [
    `    ${quoted(placeOf(command))})`,
    `      case "\${words[CURRENT-1]}" in`,
    ...values,
    '      esac',
    `      next=(${nextWords(command)
      .map(({ word, description }) => described(word, description))
      .join(' ')})`,
    `      flags=(${options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description))).join(' ')}) ;;`,
  ].join('\n');
}

function described(word: string, description: string): string {
  return quoted(description === '' ? word : `${word}:${description}`);
}
