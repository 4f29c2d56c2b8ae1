/** Events that an endpoint has not accepted for this long are dropped. */
export const giveUpHours = 24;

const first = 5;
const factor = 4;
const longest = 4 * 3600;

/** Seconds until the next attempt after `failed` ones: 5 s, 20 s … 4 h, ±20 % so that queues do not retry together. */
export function retryPause(failed: number, random = Math.random()): number {
  return Math.min(first * factor ** (failed - 1), longest) * (0.8 + 0.4 * random);
}
