import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files named, and those in the folders named, however deep, sorted.
 * @throws Error with a sentence for a path that is not there.
 */
export async function filesUnder(paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (!info) throw new Error(`${path}: there is no such file or folder`);
    if (!info.isDirectory()) found.push(path);
    else {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      found.push(
        ...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
      );
    }
  }
  if (found.length === 0) throw new Error(`there is no file in ${paths.join(', ')}`);
  return found.sort();
}
