import { relative, resolve, sep } from 'node:path';

/**
 * Names for files: their paths from the deepest folder that holds them all, with `/` whatever the system. Files of the
 * same name in several folders differ by it, and no folder above is named.
 */
export function relativeNames(paths: readonly string[]): string[] {
  const whole = paths.map((path) => resolve(path).split(sep));
  const [first = []] = whole;
  let common = first.length - 1;
  for (const parts of whole) {
    common = Math.min(common, parts.length - 1);
    while (parts.slice(0, common).some((part, index) => part !== first[index])) common -= 1;
  }
  const folder = first.slice(0, common).join(sep) + sep;
  return whole.map((parts) => relative(folder, parts.join(sep)).replaceAll(sep, '/'));
}
