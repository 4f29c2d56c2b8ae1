import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { commandTree } from '../../../src/cli/completion/command-tree.ts';
import { completionScript } from '../../../src/cli/completion/completion-script.ts';
import { type Shell, shells } from '../../../src/cli/completion/shells.ts';
import { createProgram } from '../../../src/cli/program.ts';

const program = commandTree(createProgram());

/** Runs each shell without the settings of whoever runs the tests. */
const options: Record<Shell, string[]> = {
  bash: ['--noprofile', '--norc'],
  zsh: ['-f'],
  fish: ['--no-config'],
};

const isInstalled = (shell: Shell) => spawnSync(shell, ['--version']).status === 0;

/** After the script, prints one proposed word a line for a line of words, of which the last is being typed. */
const askers: Record<Shell, (words: string[]) => string> = {
  bash: (words) => `COMP_WORDS=(${words.map(quoted).join(' ')}); COMP_CWORD=${words.length - 1}
    _argus; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // The functions of zsh's own completion need a terminal.
  zsh: (
    words,
  ) => `_describe() { local -a all; [ "$1" = -o ] && shift; all=("\${(@P)2}"); print -l -- "\${all[@]%%:*}" }
    compadd() { shift; print -l -- "$@" }
    _files() { : }
    words=(${words.map(quoted).join(' ')}); CURRENT=${words.length}; _argus`,
  fish: (words) => `complete -C ${quoted(words.join(' '))} | string replace -r '\\t.*' ''; or true`,
};

function proposals(shell: Shell, ...words: string[]): string[] {
  const before = shell === 'zsh' ? 'compdef() { : }\n' : '';
  const script = `${before}${completionScript(shell, program)}\n${askers[shell](['argus', ...words])}\n`;
  const { stdout, stderr, status } = spawnSync(shell, [...options[shell], '-c', script], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const typed = words.at(-1) ?? '';
  return stdout.split('\n').filter((word) => word !== '' && word.startsWith(typed));
}

function quoted(text: string): string {
  return `'${text}'`;
}

describe.each(shells)('in %s', (shell) => {
  test.runIf(isInstalled(shell))('commands, those below them, options and values are completed', () => {
    const asked = (...words: string[]) => proposals(shell, ...words).toSorted();
    expect(asked('re')).toEqual(['receipt', 'repair', 'report', 'reprocess', 'requests', 'retry']);
    expect(asked('keys', '')).toEqual(['create', 'help', 'list', 'revoke']);
    expect(asked('admin', 'token', 'r')).toEqual(['revoke']);
    expect(asked('keys', 'create', '--role', 'v')).toEqual(['vehicle']);
    expect(asked('completion', '')).toEqual([...shells].toSorted());
    // By another name, and after an option whose value is the name of a command.
    expect(asked('-s', 'admin', 'list', '--s')).toEqual(['--server', '--status']);
    expect(asked('batches', '--j')).toEqual(['--json']);
  });
});

test.runIf(isInstalled('bash'))('a recording is completed as a file: nothing else is proposed', () => {
  expect(proposals('bash', 'inspect', '')).toEqual([]);
  expect(proposals('bash', 'inspect', '--report', '')).toEqual([]);
});
