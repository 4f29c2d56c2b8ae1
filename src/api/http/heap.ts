import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * V8 settings of the API, measured in docs/decisions/016-v8-settings-of-the-api.md.
 *
 * Imported first by the API's main, before other modules make V8's young generation grow: objects of a request are
 * short-lived, and a large young generation would only keep garbage. Not used where parsing shares the process.
 */
if (process.argv[1]?.endsWith('/api/server.ts')) setFlagsFromString('--semi-space-growth-factor=1');

/** Node allocates 64 KiB for each read from a socket, which V8 undercounts and lets pile up. */
const collectEveryBytes = 16 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

let garbageBytes = 0;

/** Call with the size of each chunk read from a socket: the young generation is collected after every 16 MiB. */
export function noteGarbage(bytes: number): void {
  garbageBytes += bytes;
  if (garbageBytes < collectEveryBytes) return;
  garbageBytes = 0;
  collect({ type: 'minor' });
}
