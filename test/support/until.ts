import { setTimeout as delay } from 'node:timers/promises';
import { patienceMs } from './patience.ts';

/** Polls until the answer is available; the failure says what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await delay(25);
  }
  throw new Error(`waited ${patienceMs / 1000} s in vain for: ${what}`);
}
