import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('mcap-rust/', import.meta.url));
const target = fileURLToPath(new URL('../../.stack/mcap-rust/', import.meta.url));

export interface RustReader {
  /** Reads all messages of the file once. */
  read(): Promise<{ messages: number; seconds: number }>;
  close(): void;
}

/** Builds the program (the first time takes a minute) and starts it; undefined if there is no cargo to build it. */
export async function startRustReader(file: string): Promise<RustReader | undefined> {
  const built = spawnSync('cargo', ['build', '--release', '--locked', '--target-dir', target], {
    cwd: folder,
    stdio: 'ignore',
  });
  if (built.error || built.status !== 0) return undefined;
  const program = spawn(`${target}release/mcap-rust`, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  return {
    async read() {
      program.stdin.write('\n');
      const { value, done } = await lines.next();
      if (done) throw new Error('the Rust reader ended');
      const [messages, , seconds] = value.split(' ').map(Number);
      return { messages: messages ?? 0, seconds: seconds ?? Number.NaN };
    },
    close: () => program.stdin.end(),
  };
}
