import { rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { onSignal } from './on-signal.ts';

/** Removes what `work` leaves at `partial` when it ends, whether well, by an error, or by Ctrl-C, SIGTERM or SIGHUP. */
export function withPartial<T>(partial: string, work: () => Promise<T>): Promise<T> {
  return removingAfter(() => rmSync(partial, { recursive: true, force: true }), work);
}

/** The same of a folder that is made for it, with those above it that are missing: of these, none is left empty. */
export function withPartialFolder<T>(partial: string, work: () => Promise<T>): Promise<T> {
  rmSync(partial, { recursive: true, force: true });
  const folder = resolve(partial);
  const first = makeFolder(folder) ?? folder;
  return removingAfter(() => {
    rmSync(folder, { recursive: true, force: true });
    for (let above = dirname(folder); above.length >= first.length; above = dirname(above)) {
      if (!removeEmpty(above)) return;
    }
  }, work);
}

async function removingAfter<T>(remove: () => void, work: () => Promise<T>): Promise<T> {
  const stopListening = onSignal(remove);
  try {
    return await work();
  } finally {
    stopListening();
    remove();
  }
}

function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    // Something is in it, or it is somebody else's by now: it stays.
    return false;
  }
}
