import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface PythonReading {
  messages: number;
  /** Time of reading only, without the start of the interpreter. */
  seconds: number;
  cpuSeconds: number;
}

/** Set it to the Python of an environment that has the libraries. */
const python = process.env.BENCH_PYTHON ?? 'python3';

/** Runs a reader from `bench/peers` on a file; undefined if there is no Python with its library. */
export function readWithPython(script: string, file: string): PythonReading | undefined {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr, error } = spawnSync(python, [path, file], { encoding: 'utf8' });
  if (error || /ModuleNotFoundError/.test(stderr)) return undefined;
  if (status !== 0) throw new Error(`${script} failed: ${stderr.slice(-1_000)}`);
  const { messages, seconds, cpu_seconds: cpuSeconds } = JSON.parse(stdout);
  return { messages, seconds, cpuSeconds };
}
