import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../.stack/readers/', import.meta.url));

export interface CrateReading {
  messages: number;
  /** Of all threads of the process. */
  cpuSeconds: number;
  seconds: number;
}

export interface CrateReader {
  /** Reads all messages of the file once. */
  read(): Promise<CrateReading>;
  close(): void;
}

/**
 * Builds the program of this folder (the first time takes minutes) and starts it with a reader named in `formats.rs`; undefined if
 * there is no cargo to build it.
 */
export function startCrateReader(reader: string, file: string): CrateReader | undefined {
  const options = ['build', '--release', '--locked', '--target-dir', target];
  const built = spawnSync('cargo', options, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  if (built.error) return undefined;
  if (built.status !== 0) throw new Error(`the readers of crates were not built: ${built.stderr}`);
  const program = spawn(`${target}release/readers`, [reader, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  return {
    async read() {
      program.stdin.write('\n');
      const { value, done } = await lines.next();
      if (done) throw new Error(`the reader of ${reader} ended`);
      const [messages = 0, , cpuSeconds = Number.NaN, seconds = Number.NaN] = value.split(' ').map(Number);
      return { messages, cpuSeconds, seconds };
    },
    close: () => program.stdin.end(),
  };
}
