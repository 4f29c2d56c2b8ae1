import { dirname, relative, resolve, sep } from 'node:path';

/**
 * Names for files: their paths from the deepest folder that holds all folders, with `/` whatever the system. Files of the
 * same name in several folders differ by it, and no folder above is named.
 * @param folders Those that hold the files, at any depth.
 */
export function relativeNames(
  paths: readonly string[],
  folders = paths.map((path) => dirname(path)),
): string[] {
  const [first = [], ...others] = folders.map((path) => resolve(path).split(sep));
  let common = first.length;
  for (const parts of others) {
    while (first.slice(0, common).some((part, index) => part !== parts[index])) common -= 1;
  }
  const folder = first.slice(0, common).join(sep) + sep;
  return paths.map((path) => relative(folder, resolve(path)).replaceAll(sep, '/'));
}
