import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * V8 settings of a process that is the API and nothing else, measured in docs/decisions/016-v8-settings-of-the-api.md. To be called
 * after its modules are loaded. Where parsing shares the process, objects do live on, and the young generation may grow.
 */
export function keepHeapSmall(): void {
  // Objects of a request are short-lived: a large young generation would only keep garbage.
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Node allocates 64 KiB for each read from a socket, which V8 undercounts and lets pile up. */
const collectEveryBytes = 8 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

let garbageBytes = 0;

/** Call with the size of each chunk read from a socket: the young generation is collected after every 8 MiB. */
export function noteGarbage(bytes: number): void {
  garbageBytes += bytes;
  if (garbageBytes < collectEveryBytes) return;
  garbageBytes = 0;
  collect({ type: 'minor' });
}
