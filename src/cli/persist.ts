import { setTimeout as delay } from 'node:timers/promises';
import { isPassing } from './http-client.ts';

/** A link that is gone longer than this needs a person: about 20 minutes of tries. */
const tries = 30;
const pauseMs = { first: 500, most: 60_000 };

/**
 * Tries again while the link or a server is away, with growing pauses.
 * @param onTrouble is told why the last try failed and when the next one comes, in one sentence.
 */
export async function persist<T>(work: () => Promise<T>, onTrouble: (trouble: string) => void): Promise<T> {
  let pause = pauseMs.first;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || attempt === tries) throw error;
      onTrouble(`${reasonOf(error)}; next try in ${Math.ceil(pause / 1000)} s`);
      await delay(pause);
      pause = Math.min(pause * 2, pauseMs.most);
    }
  }
}

/** `fetch failed` alone helps nobody: its cause says what happened to the connection. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
