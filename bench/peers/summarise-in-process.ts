import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface PlainRead {
  seconds: number;
  /** Processor time of that process, in seconds. */
  processor_seconds: number;
  /** Peak memory in the first and the second half of the time, MB. */
  first_half_mb: number;
  second_half_mb: number;
}

/** Reads what is behind a URL into its summary, in a process of its own. @throws Error where it is not read as a whole recording. */
export async function summariseInProcess(url: string, bytes: number): Promise<PlainRead> {
  const script = fileURLToPath(new URL('./summarise-url.ts', import.meta.url));
  const child = spawn(process.execPath, [script, url, String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const result = JSON.parse(await text(child.stdout)) as PlainRead & { code: string };
  if (result.code !== 'ok') throw new Error(`the sample was read as ${result.code}`);
  return result;
}
