/** Events that an endpoint has not taken for this long are given up. */
export const giveUpHours = 24;

const first = 5;
const factor = 4;
const longest = 4 * 3600;

/** Seconds until the next attempt after `failed` ones: 5 s, 20 s … 4 h, a fifth more or less, so that queues do not meet. */
export function retryPause(failed: number, random = Math.random()): number {
  return Math.min(first * factor ** (failed - 1), longest) * (0.8 + 0.4 * random);
}
