import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer } from './answer.ts';

/** What a reader answers for a file that it refuses. */
export interface Refusal {
  error: string;
}

/** One Python process that reads file after file. */
export class PythonReader {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(script: string, env: Readonly<Record<string, string>>) {
    this.#process = spawn('python3', [join(import.meta.dirname, 'readers', script)], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // A question to a reader that has ended: the next answer says so.
    this.#process.stdin.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** Answers come in the order of the questions; several may be asked before the first is read. */
  ask(path: string): void {
    this.#process.stdin.write(`${path}\n`);
  }

  async answer(): Promise<Answer | Refusal> {
    const { value, done } = await this.#lines.next();
    const { exitCode, signalCode } = this.#process;
    if (done) throw new Error(`the reader ended with ${exitCode ?? signalCode} before its answer`);
    return JSON.parse(value) as Answer | Refusal;
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.stdin.end();
    await exit;
  }
}
