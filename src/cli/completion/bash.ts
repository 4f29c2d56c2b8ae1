import { allCommands, type CommandNode } from './command-tree.ts';
import { flagsWithValue, nextWords, optionsFor, placeOf, quoted, waysTo } from './words.ts';

/** For bash from 3.2, with or without the package bash-completion. */
export function bashScript(program: CommandNode): string {
  const ways = waysTo(program).map(
    ({ place, written }) => `      ${written.map(quoted).join('|')}) place=${quoted(place)} ;;`,
  );
  const places = allCommands(program).map((command) => branch(program, command));
  return `# Completion of argus for bash, made by \`argus completion bash\`.
_argus() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local place=argus next= options= word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in ${flagsWithValue(program.options).join('|')}) ((i++)); continue ;; esac
    case "$place $word" in
${ways.join('\n')}
    esac
  done
  COMPREPLY=()
  case "$place" in
${places.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$next" -- "$current")) ;;
  esac
}
# Without a word of its own, names of files.
complete -o default -F _argus argus
`;
}

function branch(program: CommandNode, command: CommandNode): string {
  const options = optionsFor(program, command);
  const values = options
    .filter(({ takesValue }) => takesValue)
    .map(({ flags, choices }) => {
      const reply =
        choices.length === 0 ? '' : `COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$current")); `;
      return `        ${flags.join('|')}) ${reply}return ;;`;
    });
  const next = nextWords(command).map(({ word }) => word);
  return [
    `    ${quoted(placeOf(command))})`,
    '      case "$previous" in',
    ...values,
    '      esac',
    `      next=${quoted(next.join(' '))}`,
    `      options=${quoted(options.flatMap(({ flags }) => flags).join(' '))} ;;`,
  ].join('\n');
}
