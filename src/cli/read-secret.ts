import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandError } from './command-error.ts';

/** Longer than any token, in characters. */
const longest = 4_096;

/** A line from a person, who does not see what is typed, or the first line of what is piped in. */
export async function readSecret(prompt: string): Promise<string> {
  const line = process.stdin.isTTY ? await typedLine(prompt) : await pipedLine();
  return line.trim().slice(0, longest);
}

async function typedLine(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  // The terminal shows nothing from here on.
  stderr.write(prompt);
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve).once('close', () => resolve(''));
      lines.once('SIGINT', () => reject(new CommandError('interrupted', 'nothing was stored')));
    });
  } finally {
    lines.close();
    stderr.write('\n');
  }
}

async function pipedLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.includes('\n') || text.length > longest) break;
  }
  return text.split('\n', 1)[0] ?? '';
}
