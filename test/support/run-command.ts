import { run } from '../../src/cli/run.ts';

export interface CommandResult {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs `argus` in this process, with the output kept apart; not for two at once. */
export async function runCommand(...args: string[]): Promise<CommandResult> {
  const said = { stdout: '', stderr: '' };
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const { write } = process[name];
    process[name].write = ((chunk: string | Uint8Array) => {
      said[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    }) as typeof write;
    return () => {
      process[name].write = write;
    };
  });
  const { exitCode } = process;
  process.exitCode = 0;
  try {
    await run(['node', 'argus', ...args]);
    return { status: Number(process.exitCode), ...said };
  } finally {
    process.exitCode = exitCode;
    for (const one of restore) one();
  }
}
