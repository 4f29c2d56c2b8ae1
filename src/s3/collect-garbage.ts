import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Node allocates 64 KiB for each read from a socket. V8 counts that memory badly: it lets hundreds of megabytes of it
 * pile up, then marks the whole heap. Collecting the young generation after every so many bytes, about 1 ms each
 * time, halves the processor time of a 1 GiB upload (6.8 s to 3.2 s, measured) and keeps memory flat.
 */
const everyBytes = 16 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

let garbageBytes = 0;

/** To be called with the size of each chunk that has been done with. */
export function noteGarbage(bytes: number): void {
  garbageBytes += bytes;
  if (garbageBytes < everyBytes) return;
  garbageBytes = 0;
  collect({ type: 'minor' });
}
