import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { buildOnce } from './build-cache.ts';
import { runCommand } from './run-command.ts';
import type { OnProgress } from './server.ts';

/** PyPI packages, kept in the cache of the local stack. */
export interface PythonPackages {
  /** Environment variables that let Python and the shell find them. */
  readonly env: Readonly<Record<string, string>>;
}

/** Installs the pinned packages of a requirements file; each content of the file has a folder of its own. */
export async function pythonPackages(
  name: string,
  requirements: string,
  onProgress: OnProgress,
): Promise<PythonPackages> {
  const version = await digestOf(requirements);
  const build = async (folder: string) => {
    const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--target', folder];
    await runCommand('python3', ['-m', 'pip', 'install', ...options, '--requirement', requirements]);
  };
  const detail = 'with pip, about 20 seconds';
  const folder = await buildOnce({ name: `python-${name}`, version, detail, build }, onProgress);
  return {
    env: { PYTHONPATH: folder, PATH: [join(folder, 'bin'), process.env.PATH ?? ''].join(delimiter) },
  };
}

/** Names of the packages that a file pins. */
export async function digestOf(file: string): Promise<string> {
  const content = await readFile(file);
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
