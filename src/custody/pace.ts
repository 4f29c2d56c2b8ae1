import { setTimeout as delay } from 'node:timers/promises';

/** Shorter waits cost more than they spread. */
const shortestMs = 20;

/**
 * Lets bytes pass at this rate on average since it was made. Waits end early when `signal` aborts, with its reason.
 * @param bytesPerSecond more than 0
 */
export function createPace(bytesPerSecond: number, signal: AbortSignal): (bytes: number) => Promise<void> {
  const begun = performance.now();
  let passed = 0;
  return async (bytes) => {
    signal.throwIfAborted();
    passed += bytes;
    const ahead = (passed / bytesPerSecond) * 1000 - (performance.now() - begun);
    if (ahead >= shortestMs) await delay(ahead, undefined, { signal });
  };
}
