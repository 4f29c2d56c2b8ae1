import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are missing, one by one: Node's own `recursive` never ends where the system says
 * ENOENT below a folder that is there, as in /proc (Node 24.21, Linux).
 * @param mode Of each folder that is made.
 * @returns The topmost that was made; undefined if all were there.
 * @throws the error of the system where one cannot be made.
 */
export function makeFolder(folder: string, mode = 0o777): string | undefined {
  const missing: string[] = [];
  for (let path = resolve(folder); !isFolder(path); path = dirname(path)) missing.push(path);
  for (const path of missing.toReversed()) makeOne(path, mode);
  return missing.at(-1);
}

function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else may have made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(path)) throw error;
  }
}

/** What cannot be looked at, because it is below a file or may not be entered, is none: making it says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
