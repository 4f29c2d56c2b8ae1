import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Recordings made by others; not part of the project. Searched for as `shared/recordings` beside it, or further up. */
function findFolder(): string | undefined {
  let folder = dirname(fileURLToPath(new URL('../../../', import.meta.url)));
  for (;;) {
    const found = join(folder, 'shared', 'recordings');
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
}

/** Undefined if they are missing; tests that need them are then skipped. */
export const realRecordings = findFolder();

if (!realRecordings) console.warn('shared/recordings is absent: the tests on real recordings are skipped.');

export function readReal(path: string): Uint8Array {
  return readFileSync(join(realRecordings ?? '', path));
}
