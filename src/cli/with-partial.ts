import { rmSync } from 'node:fs';
import { onSignal } from './on-signal.ts';

/** Removes what `work` leaves at `partial` when it ends, whether well, by an error, or by Ctrl-C or SIGTERM. */
export async function withPartial<T>(partial: string, work: () => Promise<T>): Promise<T> {
  const remove = () => rmSync(partial, { recursive: true, force: true });
  const stopListening = onSignal(remove);
  try {
    return await work();
  } finally {
    stopListening();
    remove();
  }
}
