import { existsSync, readFileSync } from 'node:fs';

/**
 * Recordings made by others; not part of the project. They lie in `shared/recordings` beside the checkout, or beside
 * the folder it is in; undefined where they are absent.
 */
const places = ['../../../../shared/recordings/', '../../../../../shared/recordings/'];
const folder = places.map((place) => new URL(place, import.meta.url)).find((place) => existsSync(place));

if (!folder) console.warn('shared/recordings is absent: the tests on real recordings are skipped.');

export const sharedRecordings = folder !== undefined;

export function readShared(path: string): Uint8Array {
  return readFileSync(new URL(path, folder));
}
