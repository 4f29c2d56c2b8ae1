import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { commandTree } from '../completion/command-tree.ts';
import { completionScript } from '../completion/completion-script.ts';
import type { Shell } from '../completion/shells.ts';
import { printJson } from '../print-json.ts';

export function completion(
  program: CommandUnknownOpts,
  shell: Shell,
  { json }: { json?: true | undefined },
): void {
  const script = completionScript(shell, commandTree(program));
  if (json) printJson({ shell, script });
  else process.stdout.write(script);
}
