import { bashScript } from './bash.ts';
import type { CommandNode } from './command-tree.ts';
import { fishScript } from './fish.ts';
import type { Shell } from './shells.ts';
import { zshScript } from './zsh.ts';

const writers: Record<Shell, (program: CommandNode) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** What makes `shell` complete the commands of `program`, their options, and the values of those that have a choice. */
export function completionScript(shell: Shell, program: CommandNode): string {
  return writers[shell](program);
}
