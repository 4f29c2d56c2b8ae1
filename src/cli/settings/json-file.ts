import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from '../command-error.ts';
import { makeFolder } from '../make-folder.ts';

/**
 * The object in a JSON file; undefined where there is no file.
 * @throws CommandError for anything else in it.
 */
export async function readJsonObject(path: string): Promise<Record<string, unknown> | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = parsed(text, path);
  if (isObject(value)) return value;
  throw new CommandError('usage', `${path} holds no JSON object`, 'Write it as { "KEY": "VALUE" }.');
}

/** Written beside it and put in its place, so that it is never half there; nobody else may read it. */
export async function writePrivateJson(path: string, value: unknown): Promise<void> {
  makeFolder(dirname(path), 0o700);
  const draft = `${path}.${process.pid}`;
  try {
    await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(
      'usage',
      `${path} is not JSON: ${(error as Error).message}`,
      'Mend it, or remove it.',
    );
  }
}
