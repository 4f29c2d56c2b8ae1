import { setTimeout as delay } from 'node:timers/promises';

/** Polls until the answer is available; the failure says what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 30_000,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await delay(25);
  }
  throw new Error(`waited ${withinMs / 1000} s in vain for: ${what}`);
}
